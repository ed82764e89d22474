package dev.gradstream.kafka;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param name in a word or two
 * @param saw what was seen, for people
 * @param findings what is not as it should be; empty where all is well
 */
public record Check(String name, String saw, List<Finding> findings) {

  public Check {
    findings = List.copyOf(findings);
  }

  static Check good(String name, String saw) {
    return new Check(name, saw, List.of());
  }

  static Check bad(String name, String saw, Finding finding) {
    return new Check(name, saw, List.of(finding));
  }
}
