package dev.gradstream.web;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The part of an address after the question mark, read strictly. */
final class Query {
  private final Map<String, String> values = new LinkedHashMap<>();

  Query(URI uri) {
    String raw = uri.getRawQuery();
    if (raw == null || raw.isEmpty()) {
      return;
    }
    for (String part : raw.split("&")) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      values.put(decoded(name), equals < 0 ? "" : decoded(part.substring(equals + 1)));
    }
  }

  /** Returns null where there is none. */
  String text(String name) {
    return values.get(name);
  }

  long number(String name, long otherwise, long least, long most) {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw expected(name, least, most);
    }
    throw expected(name, least, most);
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "the address holds a % that no two hexadecimal digits follow");
    }
  }

  private static Refusal expected(String name, long least, long most) {
    return new Refusal(
        400, "%s: expected a whole number from %d to %d".formatted(name, least, most));
  }
}
