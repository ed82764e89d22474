package dev.gradstream.web;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves the live page, the interface behind it and the meters over HTTP to one interface of this
 * machine; read only, unless it was given a {@link Steering}.
 *
 * <p>Each request has a virtual thread of its own; none of them touches the trainer.
 */
public final class WebServer implements AutoCloseable {
  private static final int PORTS_TRIED = 20;

  private final HttpServer server;
  private final ExecutorService threads;
  private final CountDownLatch closing;
  private final URI uri;
  private final String token;

  private WebServer(
      HttpServer server,
      ExecutorService threads,
      CountDownLatch closing,
      String host,
      String token) {
    this.token = token;
    this.server = server;
    this.threads = threads;
    this.closing = closing;
    this.uri =
        URI.create("http://" + Guard.bracketed(host) + ":" + server.getAddress().getPort() + "/");
  }

  /** {@link #start(String, int, boolean, Collection, Site)} under no other name, read only. */
  public static WebServer start(
      String host, int port, boolean portIsFixed, RunFeed feed, Supplier<String> prometheusScrape)
      throws IOException {
    return start(host, port, portIsFixed, List.of(), Site.of(feed, prometheusScrape));
  }

  /**
   * Starts serving.
   *
   * @param host the interface, for instance {@code 127.0.0.1}; {@code 0.0.0.0} for all
   * @param port 0 for any free one
   * @param portIsFixed false to take the next free port where this one is taken
   * @param names other names that requests may call this machine by, for instance {@code app} in a
   *     network of containers
   * @throws BindException where host or port cannot be had; the message says what to do
   */
  public static WebServer start(
      String host, int port, boolean portIsFixed, Collection<String> names, Site site)
      throws IOException {
    InetAddress address = address(host);
    HttpServer server = bind(address, host, port, portIsFixed);
    CountDownLatch closing = new CountDownLatch(1);
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("web-", 0).factory());
    List<String> known = new ArrayList<>(names);
    known.add(host);
    Guard guard = new Guard(known);
    server.setExecutor(threads);
    Orders orders = new Orders(site.steering());
    server.createContext("/", new Answering(guard, new Routes(site), site.feed(), orders, closing));
    server.start();
    return new WebServer(
        server, threads, closing, address.isAnyLocalAddress() ? "127.0.0.1" : host, orders.token());
  }

  /** Where the page is, for instance {@code http://127.0.0.1:8080/}. */
  public URI uri() {
    return uri;
  }

  /** What a live change over HTTP has to carry; empty where none may be made. */
  public String token() {
    return token;
  }

  /** Ends every open request. */
  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private static InetAddress address(String host) throws BindException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new BindException("cannot serve on " + host + ": no such host");
    }
  }

  private static HttpServer bind(InetAddress address, String host, int port, boolean fixed)
      throws IOException {
    BindException taken = null;
    int last = fixed || port == 0 ? port : Math.min(65535, port + PORTS_TRIED - 1);
    for (int candidate = port; candidate <= last; candidate++) {
      try {
        return HttpServer.create(new InetSocketAddress(address, candidate), 0);
      } catch (BindException e) {
        taken = e;
      }
    }
    String ports = last == port ? "port " + port : "a port from " + port + " to " + last;
    BindException problem =
        new BindException(
            "cannot serve on %s, %s: %s. Pass another port, or 0 for any free one"
                .formatted(host, ports, taken.getMessage()));
    problem.initCause(taken);
    throw problem;
  }
}
