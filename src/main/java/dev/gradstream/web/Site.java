package dev.gradstream.web;

import java.util.function.Supplier;

/**
 * What a server shows and does.
 *
 * @param prometheusScrape the text of {@code /metrics}, asked at each scrape
 * @param archive the runs that are kept beside those of this process
 * @param steering who has a run changed; null where nothing may be changed over HTTP
 */
public record Site(
    RunFeed feed, Supplier<String> prometheusScrape, Archive archive, Steering steering) {

  /** Read only, and about this process alone. */
  public static Site of(RunFeed feed, Supplier<String> prometheusScrape) {
    return new Site(feed, prometheusScrape, Archive.EMPTY, null);
  }
}
