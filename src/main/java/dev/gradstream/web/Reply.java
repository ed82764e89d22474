package dev.gradstream.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole answer to a request.
 *
 * @param caching value of Cache-Control
 */
record Reply(int status, String type, String caching, byte[] body) {
  static final String JSON = "application/json; charset=utf-8";

  static Reply json(Map<String, ?> document) {
    return new Reply(200, JSON, "no-store", Json.bytes(document));
  }

  static Reply text(String type, String text) {
    return new Reply(200, type, "no-store", text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param problem what was expected, what came, what to do
   */
  static Reply error(int status, String problem) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("status", status);
    document.put("error", problem);
    return new Reply(status, JSON, "no-store", Json.bytes(document));
  }
}
