package dev.gradstream.registry;

import dev.gradstream.pipeline.port.SchemaSource;
import dev.gradstream.pipeline.port.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A registry that speaks the REST API of Confluent's: {@code GET /schemas/ids/N}, and {@code GET
 * /subjects/S/versions/V} for what a schema refers to. Apicurio's speaks it under {@code
 * /apis/ccompat/v7}.
 *
 * <p>Credentials are those of Confluent's clients, from the client's properties, and go into the
 * header of requests and nowhere else: {@code basic.auth.user.info} or {@code bearer.auth.token},
 * with or without {@code schema.registry.} before them. Keeps no cache: whoever asks keeps what it
 * was told. Blocks; used by one thread at a time.
 */
public final class RestRegistry implements SchemaSource {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_REFERENCES = 100;
  private static final String URL = "schema.registry.url";

  private final String base; // without a slash at its end
  private final String authorization; // null for none
  private final HttpClient client;
  private final Duration patience;

  private RestRegistry(String base, String authorization, Duration patience) {
    this.base = base.replaceFirst("/+$", "");
    this.authorization = authorization;
    this.patience = patience;
    client =
        HttpClient.newBuilder()
            .connectTimeout(patience.compareTo(CONNECT) < 0 ? patience : CONNECT)
            // A redirection carries the headers along, and credentials are for this registry alone.
            .followRedirects(
                authorization == null ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * The registry of a URL or, without one, of the client's properties; empty where neither names
   * one.
   *
   * @param url null for none
   * @throws IllegalArgumentException where it is no URL of a registry, for people
   */
  public static Optional<SchemaSource> at(String url, Map<String, String> clientProperties) {
    return at(url, clientProperties, ANSWER);
  }

  static Optional<SchemaSource> at(
      String url, Map<String, String> clientProperties, Duration patience) {
    String named = url == null ? clientProperties.get(URL) : url;
    if (named == null) {
      return Optional.empty();
    }
    // Several are allowed there, each as good as the other.
    String first = named.split(",", -1)[0].strip();
    return Optional.of(new RestRegistry(checked(first), authorization(clientProperties), patience));
  }

  private static String checked(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no URL", e);
    }
    if (uri.getUserInfo() != null || url.contains("@")) {
      throw new IllegalArgumentException(
          "holds a user's name or password, which would be written down; put basic.auth.user.info"
              + " into the file of --client-config instead");
    }
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getQuery() != null) {
      throw new IllegalArgumentException(
          "expected the URL of a registry such as http://localhost:8081, got '" + url + "'");
    }
    return url;
  }

  private static String authorization(Map<String, String> properties) {
    String token = property(properties, "bearer.auth.token");
    String user = property(properties, "basic.auth.user.info");
    if (token != null) {
      return "Bearer " + token;
    }
    return user == null
        ? null
        : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private static String property(Map<String, String> properties, String name) {
    return properties.getOrDefault("schema.registry." + name, properties.get(name));
  }

  @Override
  public Found schema(long number) {
    RegistryAnswer answer = get("/schemas/ids/" + number);
    if (answer.isUnknown()) {
      return Found.nothing("schema " + number + " is not known to the registry " + base);
    }
    if (!answer.type().equals("AVRO")) {
      return Found.nothing(
          "schema %d of the registry %s is of type %s, expected AVRO"
              .formatted(number, base, answer.type()));
    }
    List<String> texts = new ArrayList<>();
    Set<RegistryAnswer.Reference> seen = new LinkedHashSet<>();
    if (!addReferences(answer, texts, seen)) {
      return Found.nothing(
          "schema %d of the registry %s refers to one that is not there, or to more than %d"
              .formatted(number, base, MOST_REFERENCES));
    }
    texts.add(answer.schema());
    return new Found(texts, null);
  }

  // What is referred to comes before what refers to it.
  private boolean addReferences(
      RegistryAnswer answer, List<String> texts, Set<RegistryAnswer.Reference> seen) {
    for (RegistryAnswer.Reference reference : answer.references()) {
      if (!seen.add(reference)) {
        continue;
      }
      RegistryAnswer referred =
          get(
              "/subjects/%s/versions/%d"
                  .formatted(
                      URLEncoder.encode(reference.subject(), StandardCharsets.UTF_8),
                      reference.version()));
      boolean good = !referred.isUnknown() && seen.size() <= MOST_REFERENCES;
      if (!good || !addReferences(referred, texts, seen)) {
        return false;
      }
      texts.add(referred.schema());
    }
    return true;
  }

  private RegistryAnswer get(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(patience)
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    HttpResponse<InputStream> response;
    byte[] body;
    try {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        body = in.readNBytes(MOST_BYTES + 1);
      }
    } catch (IOException e) {
      throw new UnreachableException(
          "the schema registry %s does not answer: %s".formatted(base, why(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("the schema registry was not waited for", e);
    }
    return answer(path, response.statusCode(), body);
  }

  private RegistryAnswer answer(String path, int status, byte[] body) {
    if (status == 401 || status == 403) {
      throw new SourceException(
          "the schema registry %s answers %d to %s: %s; set basic.auth.user.info or bearer.auth.token in the file of --client-config"
              .formatted(
                  base,
                  status,
                  path,
                  authorization == null ? "it wants credentials" : "it refuses the credentials"));
    }
    if (status == 429 || status >= 500) {
      throw new UnreachableException(
          "the schema registry %s answers %d to %s".formatted(base, status, path), null);
    }
    if (status >= 300 && status < 400) {
      throw new SourceException(
          "the schema registry %s sends %s elsewhere, and credentials go nowhere else: name the address it sends to"
              .formatted(base, path));
    }
    RegistryAnswer answer = body.length > MOST_BYTES ? null : RegistryAnswer.of(status, body);
    if (answer == null) {
      throw new SourceException(
          "the schema registry %s answers %d to %s, and not as one of the Confluent kind does: is it the address of its API? (Apicurio's ends in /apis/ccompat/v7)"
              .formatted(base, status, path));
    }
    return answer;
  }

  private String why(IOException e) {
    return switch (e) {
      case HttpTimeoutException late -> "nothing came for " + patience.toSeconds() + " s";
      case ConnectException refused -> "the connection is refused";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
