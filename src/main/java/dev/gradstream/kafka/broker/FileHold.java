package dev.gradstream.kafka.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * An exclusive lock on a file, against other processes; the kernel releases it when the process
 * dies. Within one JVM the caller sees to it that a file is held once: closing any channel of a
 * file releases the process's lock on it.
 */
final class FileHold implements AutoCloseable {

  private final FileChannel channel;

  private FileHold(FileChannel channel) {
    this.channel = channel;
  }

  /** Empty if somebody else has it for longer than {@code patience}. */
  static Optional<FileHold> take(Path file, Duration patience) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() != null) {
      return Optional.of(new FileHold(channel));
    }
    // A lock has no timeout of its own, so it blocks on a thread that is waited for.
    var locked = new CompletableFuture<Boolean>();
    Thread.ofPlatform()
        .daemon()
        .name("lock " + file.getFileName())
        .start(() -> lock(channel, locked));
    try {
      locked.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
      if (locked.join()) {
        return Optional.of(new FileHold(channel));
      }
    } catch (CompletionException e) {
      channel.close();
      throw new IOException(file + " can't be locked", e.getCause());
    }
    channel.close();
    return Optional.empty();
  }

  private static void lock(FileChannel channel, CompletableFuture<Boolean> locked) {
    try {
      channel.lock();
      locked.complete(true);
    } catch (IOException e) {
      locked.completeExceptionally(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
