package dev.gradstream.app;

import dev.gradstream.console.Failure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the live page is served. */
final class PageOptions {
  private static final int USUAL_PORT = 8080;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "port of the live page (default: 8080, or the next free one; 0: any)")
  Integer port;

  @Option(
      names = "--host",
      paramLabel = "H",
      defaultValue = "127.0.0.1",
      description = "interface of the live page (default: ${DEFAULT-VALUE})")
  String host;

  @Option(
      names = "--page-name",
      paramLabel = "NAME",
      description =
          "another name under which the page may be opened, such as a container's; may be repeated")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--allow-control",
      description =
          "let live changes be made over HTTP, with the token that is printed at the start")
  boolean control;

  @Option(names = "--no-page", description = "serve no live page and no /metrics")
  boolean off;

  /** On this machine only, at whatever port is free. */
  static PageOptions anyPort() {
    PageOptions page = new PageOptions();
    page.port = 0;
    page.host = "127.0.0.1";
    return page;
  }

  int port() {
    if (port != null && (port < 0 || port > 65_535)) {
      throw Failure.usage("--port " + port + ": expected 0 to 65535");
    }
    return port == null ? USUAL_PORT : port;
  }

  /** Whether this port and no other will do. */
  boolean isPortFixed() {
    return port != null && port != 0;
  }
}
