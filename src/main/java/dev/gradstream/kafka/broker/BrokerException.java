package dev.gradstream.kafka.broker;

/** The embedded broker can't be had; the message says what, where, and what to do. */
public final class BrokerException extends Exception {

  BrokerException(String message) {
    super(message);
  }

  BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
