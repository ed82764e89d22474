package dev.gradstream.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.SchemaSource;
import dev.gradstream.pipeline.port.SourceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The adapter against a web server of the JDK's. */
@Timeout(30)
class RestRegistryTest {
  private static final String ORDER = "{\"type\": \"record\", \"name\": \"Order\", \"fields\": []}";

  private final StubRegistry stub;

  RestRegistryTest() throws IOException {
    stub = new StubRegistry();
  }

  @AfterEach
  void close() {
    stub.close();
  }

  @Test
  void a_schema_is_had_by_its_number() {
    SchemaSource.Found found = registry(Map.of()).schema(stubbed(4_294_967_295L));
    assertEquals(List.of(ORDER), found.texts());
    assertNull(found.problem());
    assertEquals(List.of("/schemas/ids/4294967295"), stub.requests());
  }

  private long stubbed(long number) {
    stub.schema(number, ORDER);
    return number;
  }

  @Test
  void what_a_schema_refers_to_comes_before_it_and_once() {
    String reference =
        "\"references\": [{\"name\": \"Item\", \"subject\": \"my item\", \"version\": 3}]";
    stub.answer(
            "/schemas/ids/1",
            200,
            "{\"schemaType\": \"AVRO\", \"schema\": \"main\", \"references\": ["
                + "{\"name\": \"Item\", \"subject\": \"my item\", \"version\": 3},"
                + "{\"name\": \"Unit\", \"subject\": \"unit\", \"version\": 1}]}")
        .answer(
            "/subjects/my+item/versions/3",
            200,
            "{\"id\": 7, \"schema\": \"item\", \"references\":"
                + "[{\"name\": \"Unit\", \"subject\": \"unit\", \"version\": 1}]}")
        .answer("/subjects/unit/versions/1", 200, "{\"id\": 8, \"schema\": \"unit\"}")
        .answer(
            "/schemas/ids/2",
            200,
            "{\"schema\": \"other\", " + reference.replace("my item", "gone") + "}");
    assertEquals(List.of("unit", "item", "main"), registry(Map.of()).schema(1).texts());
    SchemaSource.Found gone = registry(Map.of()).schema(2);
    assertTrue(gone.texts().isEmpty());
    assertTrue(gone.problem().contains("refers to one that is not there"), gone.problem());
  }

  @Test
  void a_number_that_nobody_gave_and_a_schema_of_another_kind_are_answers() {
    assertEquals(
        "schema 5 is not known to the registry " + stub.url(),
        registry(Map.of()).schema(5).problem());
    stub.answer("/schemas/ids/6", 200, "{\"schema\": \"x\", \"schemaType\": \"PROTOBUF\"}");
    assertEquals(
        "schema 6 of the registry " + stub.url() + " is of type PROTOBUF, expected AVRO",
        registry(Map.of()).schema(6).problem());
  }

  @Test
  void credentials_go_into_the_header_and_into_no_message() {
    stub.schema(1, ORDER);
    stub.authorize("Basic " + Base64.getEncoder().encodeToString("me:hidden".getBytes()));
    assertEquals(
        List.of(ORDER), registry(Map.of("basic.auth.user.info", "me:hidden")).schema(1).texts());
    for (Map<String, String> wrong :
        List.of(
            Map.of("basic.auth.user.info", "me:wrongpassword"),
            Map.of("schema.registry.bearer.auth.token", "wrongpassword"))) {
      String problem =
          assertThrows(SourceException.class, () -> registry(wrong).schema(1)).getMessage();
      assertTrue(problem.contains("answers 401") && problem.contains("--client-config"), problem);
      assertFalse(problem.contains("wrongpassword"), problem);
    }
    stub.authorize("Bearer abc");
    assertEquals(List.of(ORDER), registry(Map.of("bearer.auth.token", "abc")).schema(1).texts());
  }

  @Test
  void what_may_pass_is_told_from_what_will_not() throws IOException {
    stub.answer("/schemas/ids/1", 503, "");
    assertThrows(SchemaSource.UnreachableException.class, () -> registry(Map.of()).schema(1));
    stub.answer("/schemas/ids/2", 404, "<html>not here</html>");
    String problem =
        assertThrows(SourceException.class, () -> registry(Map.of()).schema(2)).getMessage();
    assertTrue(problem.contains("/apis/ccompat/v7"), problem);
    stub.answer(
        "/schemas/ids/4", 404, "{\"error_code\": 404, \"message\": \"HTTP 404 Not Found\"}");
    assertThrows(SourceException.class, () -> registry(Map.of()).schema(4));
    stub.answer("/schemas/ids/3", 200, "{\"schema\": \"" + "x".repeat(1 << 20) + "\"}");
    assertThrows(SourceException.class, () -> registry(Map.of()).schema(3));
    stub.close();
    String away =
        assertThrows(SchemaSource.UnreachableException.class, () -> registry(Map.of()).schema(1))
            .getMessage();
    assertEquals(
        "the schema registry " + stub.url() + " does not answer: the connection is refused", away);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SchemaSource registry =
          RestRegistry.at(
                  "http://localhost:" + silent.getLocalPort(), Map.of(), Duration.ofMillis(300))
              .orElseThrow();
      assertThrows(SchemaSource.UnreachableException.class, () -> registry.schema(1));
    }
  }

  @Test
  void the_url_is_the_settings_or_the_clients_and_holds_no_password() {
    stub.schema(1, ORDER);
    Map<String, String> client = Map.of("schema.registry.url", stub.url() + "/,http://other:1");
    assertEquals(List.of(ORDER), RestRegistry.at(null, client).orElseThrow().schema(1).texts());
    assertTrue(RestRegistry.at(null, Map.of()).isEmpty());
    String problem =
        assertThrows(
                IllegalArgumentException.class,
                () -> RestRegistry.at("http://me:hidden@host:1", Map.of()))
            .getMessage();
    assertFalse(problem.contains("hidden"), problem);
    for (String url : List.of("host:8081", "ftp://host", "http://", "http://a b", "http://h?x=1")) {
      assertThrows(IllegalArgumentException.class, () -> RestRegistry.at(url, Map.of()), url);
    }
  }

  @Test
  void a_redirection_is_followed_but_never_with_credentials() throws IOException {
    try (StubRegistry other = new StubRegistry()) {
      other.schema(1, ORDER);
      stub.answer("/schemas/ids/1", 302, other.url() + "/schemas/ids/1");
      assertEquals(List.of(ORDER), registry(Map.of()).schema(1).texts());
      assertEquals(List.of("/schemas/ids/1"), other.requests());

      SchemaSource known = registry(Map.of("basic.auth.user.info", "me:secret"));
      String said = assertThrows(SourceException.class, () -> known.schema(1)).getMessage();
      assertTrue(said.contains("credentials go nowhere else"), said);
      assertEquals(1, other.requests().size(), "the other server was asked, too");
    }
  }

  private SchemaSource registry(Map<String, String> properties) {
    return RestRegistry.at(stub.url(), properties).orElseThrow();
  }
}
