package dev.gradstream.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;

/** A producer of which each call is counted by what the calling thread spends in it. */
public final class CountedProducer {
  private CountedProducer() {}

  /**
   * @param spent what the calling thread has spent so far, such as the bytes that it allocated
   * @param call told after each call how much that one took
   */
  @SuppressWarnings("unchecked") // a proxy knows no type parameters
  public static Producer<byte[], byte[]> of(
      Producer<byte[], byte[]> producer, LongSupplier spent, LongConsumer call) {
    return (Producer<byte[], byte[]>)
        Proxy.newProxyInstance(
            Producer.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, arguments) -> {
              long before = spent.getAsLong();
              try {
                return method.invoke(producer, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              } finally {
                call.accept(spent.getAsLong() - before);
              }
            });
  }
}
