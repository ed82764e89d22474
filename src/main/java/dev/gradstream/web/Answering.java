package dev.gradstream.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request from its head to its last byte, on a virtual thread of its own. */
final class Answering implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
  private static final int MOST_STREAMS = 64;
  private static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Guard guard;
  private final Routes routes;
  private final RunFeed feed;
  private final Orders orders;
  private final CountDownLatch closing;
  private final Semaphore streams = new Semaphore(MOST_STREAMS);

  Answering(Guard guard, Routes routes, RunFeed feed, Orders orders, CountDownLatch closing) {
    this.guard = guard;
    this.routes = routes;
    this.feed = feed;
    this.orders = orders;
    this.closing = closing;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      answer(exchange);
    } finally {
      exchange.close();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      boolean order = Orders.isFor(exchange.getRequestURI().getRawPath());
      guard.check(exchange.getRequestMethod(), order, exchange.getRequestHeaders());
      if (order) {
        send(exchange, orders.answer(exchange));
      } else if (exchange.getRequestURI().getRawPath().equals("/events")) {
        stream(exchange);
      } else {
        send(exchange, routes.answer(exchange.getRequestURI()));
      }
    } catch (Refusal refusal) {
      send(exchange, Reply.error(refusal.status, refusal.getMessage()));
    } catch (InterruptedException e) {
      LOG.debug("the server ends while a client listens");
    } catch (IOException e) {
      LOG.debug("a client went away: {}", e.toString());
    } catch (RuntimeException e) {
      LOG.error("no answer to {} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      send(exchange, Reply.error(500, "this should not happen: the log has more"));
    }
  }

  private void stream(HttpExchange exchange) throws IOException, InterruptedException {
    Query query = new Query(exchange.getRequestURI());
    String id = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    Cursor cursor = Cursor.parse(id == null ? query.text("after") : id).orElse(null);
    if (!streams.tryAcquire()) {
      throw new Refusal(503, MOST_STREAMS + " clients listen already: close one");
    }
    try {
      head(exchange, "text/event-stream; charset=utf-8", "no-store");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(200, -1);
      } else {
        exchange.sendResponseHeaders(200, 0);
        new EventStream(feed, closing).send(exchange.getResponseBody(), query.text("run"), cursor);
      }
    } finally {
      streams.release();
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    head(exchange, reply.type(), reply.caching());
    if (reply.status() == 405) {
      boolean order = Orders.isFor(exchange.getRequestURI().getRawPath());
      exchange.getResponseHeaders().set("Allow", order ? "POST" : "GET, HEAD");
    } else if (reply.status() == 401) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", "" + reply.body().length);
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(reply.status(), reply.body().length);
    exchange.getResponseBody().write(reply.body());
  }

  private static void head(HttpExchange exchange, String type, String caching) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", caching);
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
  }
}
