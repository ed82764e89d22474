package dev.gradstream.web;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * What a request has to carry to change a run: {@code Authorization: Bearer TOKEN}. Made anew with
 * each process, shown to who started it, compared in a time that tells nothing.
 */
final class Token {
  private static final int BYTES = 16;
  private static final String SCHEME = "Bearer ";

  private final String text;

  Token() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    text = HexFormat.of().formatHex(bytes);
  }

  /** The token, for whoever may use it. */
  String text() {
    return text;
  }

  /** Throws the refusal, if any. */
  void check(Headers headers) {
    List<String> given = headers.getOrDefault("Authorization", List.of());
    if (given.size() != 1 || !given.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new Refusal(
          401,
          "a live change needs the header 'Authorization: Bearer TOKEN', with the token that the trainer printed as it started");
    }
    byte[] token =
        given.getFirst().substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(token, text.getBytes(StandardCharsets.UTF_8))) {
      throw new Refusal(403, "this is not the token that the trainer printed as it started");
    }
  }
}
