package dev.gradstream.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Live changes over HTTP: {@code POST /api/runs/R/control} with {@code {"command": "set",
 * "arguments": ["optimizer.learningRate=0.01"]}}. Off unless it was asked for, and then for whoever
 * has the {@link Token}.
 */
final class Orders {
  private static final Pattern PATH = Pattern.compile("/api/runs/([^/]+)/control");
  private static final int MOST_BYTES = 16_384;
  private static final int MOST_ARGUMENTS = 100;
  private static final JsonFactory JSON = new JsonFactory();

  private final Steering steering;
  private final Token token = new Token();

  /**
   * @param steering null where nothing may be changed
   */
  Orders(Steering steering) {
    this.steering = steering;
  }

  /** The token that an order needs; empty where nothing may be changed. */
  String token() {
    return steering == null ? "" : token.text();
  }

  static boolean isFor(String rawPath) {
    return PATH.matcher(rawPath).matches();
  }

  Reply answer(HttpExchange exchange) throws IOException {
    Matcher path = PATH.matcher(exchange.getRequestURI().getRawPath());
    if (!path.matches() || !exchange.getRequestMethod().equals("POST")) {
      throw new Refusal(405, "a live change is a POST to /api/runs/RUN/control");
    }
    if (steering == null) {
      throw new Refusal(
          403, "live changes over HTTP are off: start the trainer with --allow-control");
    }
    token.check(exchange.getRequestHeaders());
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw new Refusal(415, "expected Content-Type: application/json");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new Refusal(413, "expected at most " + MOST_BYTES + " bytes");
    }
    List<String> words = words(body);
    return Reply.json(
        steering.send(
            Query.decoded(path.group(1)), words.getFirst(), words.subList(1, words.size())));
  }

  // The command, then its arguments.
  private static List<String> words(byte[] body) {
    String command = null;
    List<String> arguments = new ArrayList<>();
    try (JsonParser json = JSON.createParser(body)) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("command")) {
          require(json.currentToken() == JsonToken.VALUE_STRING);
          command = json.getText();
        } else if (name.equals("arguments")) {
          require(json.currentToken() == JsonToken.START_ARRAY);
          while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken().isScalarValue() && arguments.size() < MOST_ARGUMENTS);
            arguments.add(json.getText());
          }
        } else {
          require(false);
        }
      }
      require(command != null && json.nextToken() == null);
    } catch (IOException malformed) {
      require(false);
    }
    arguments.addFirst(command);
    return arguments;
  }

  private static void require(boolean fits) {
    if (!fits) {
      throw new Refusal(
          400,
          "expected one JSON object such as {\"command\": \"set\", \"arguments\": [\"optimizer.learningRate=0.01\"]}");
    }
  }
}
