package dev.gradstream.web;

import com.sun.net.httpserver.Headers;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps other people's web pages away from the run: who asks must have typed a name of ours.
 *
 * <p>A page of another site can make a browser send requests here, under a name of its own that it
 * points to this machine (DNS rebinding), or across origins. So Host must be a name we know, and
 * Origin, where there is one, must be this very page's. The port in Host is free: it differs behind
 * a tunnel or a container's port mapping and adds no safety.
 */
final class Guard {
  private final Set<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1", "[::1]"));

  /**
   * @param also names this server is called by, beside those of the loopback interface
   */
  Guard(Collection<String> also) {
    also.forEach(name -> names.add(bracketed(name.toLowerCase(Locale.ROOT))));
  }

  /**
   * Throws the refusal, if any.
   *
   * @param order whether it is a request that may change something
   */
  void check(String method, boolean order, Headers headers) {
    if (!order && !method.equals("GET") && !method.equals("HEAD")) {
      throw new Refusal(405, "this interface is read only: expected GET or HEAD");
    }
    List<String> hosts = headers.getOrDefault("Host", List.of());
    if (hosts.size() != 1) {
      throw new Refusal(400, "expected one Host header, got " + hosts.size());
    }
    if (!names.contains(name(hosts.getFirst()))) {
      throw new Refusal(
          403, "the Host header names none of " + names + ": open the page under one of these");
    }
    List<String> origins = headers.getOrDefault("Origin", List.of());
    for (String origin : origins) {
      if (!origin.equalsIgnoreCase("http://" + hosts.getFirst())) {
        throw new Refusal(403, "the Origin header names another site");
      }
    }
  }

  private static String name(String host) {
    int colon = host.lastIndexOf(':');
    String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    return name.toLowerCase(Locale.ROOT);
  }

  static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
