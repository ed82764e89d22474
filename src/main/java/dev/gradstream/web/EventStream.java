package dev.gradstream.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events to one client, on that client's own virtual thread: a few times a second what
 * is new since the last time. A slow client is behind, gets fewer and larger updates, and holds up
 * nobody.
 *
 * <p>Each event carries the {@link Cursor} it leads to; a client that returns with it gets what it
 * missed. Every {@value #BEAT_MS} ms something is sent even if nothing is new, so that the page can
 * tell how old its numbers are.
 */
final class EventStream {
  private static final int BEAT_MS = 2000;
  private static final int PACE_MS = 200;
  private static final int MOST_POINTS = 100;

  private final RunFeed feed;
  private final CountDownLatch closing;

  /**
   * @param closing at zero when the server ends
   */
  EventStream(RunFeed feed, CountDownLatch closing) {
    this.feed = feed;
    this.closing = closing;
  }

  /**
   * Returns when the server ends.
   *
   * @param run null to follow whichever is current
   * @param cursor null for a client that has nothing yet
   * @throws IOException when the client is gone
   */
  void send(OutputStream out, String run, Cursor cursor) throws IOException, InterruptedException {
    out.write("retry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
    Cursor reached = cursor;
    do {
      RunFeed.Update update = feed.since(run, reached, MOST_POINTS);
      out.write(
          ("id: " + update.cursor() + "\nevent: update\ndata: ").getBytes(StandardCharsets.UTF_8));
      out.write(Json.bytes(update.document()));
      out.write("\n\n".getBytes(StandardCharsets.UTF_8));
      out.flush();
      reached = update.cursor();
      if (!closing.await(PACE_MS, TimeUnit.MILLISECONDS)) {
        feed.awaitChange(update.version(), BEAT_MS);
      }
    } while (closing.getCount() > 0);
  }
}
