package dev.gradstream.pipeline.memory;

import dev.gradstream.pipeline.port.Control;
import dev.gradstream.pipeline.port.PolledFlux;
import dev.gradstream.training.Command;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;

/** Commands in memory: the twin of the Kafka control topic. May be called from any thread. */
public final class MemoryControl implements Control {
  private static final int WAIT_MS = 50;

  private final List<Placed> log = new ArrayList<>();

  @Override
  public long send(Command command) {
    return append(command, null);
  }

  /** Appends a record that is no command, as a stranger may. */
  public long sendMalformed(String problem) {
    return append(null, problem);
  }

  private synchronized long append(Command command, String problem) {
    long position = log.size();
    log.add(new Placed(position, command, problem));
    notifyAll();
    return position;
  }

  @Override
  public Flux<Poll> read(long fromPosition) {
    return new PolledFlux<>("memory-control", () -> new Reading(fromPosition));
  }

  /** What is there now, without waiting. */
  public synchronized List<Placed> from(long position) {
    return List.copyOf(log.subList((int) Math.min(position, log.size()), log.size()));
  }

  private final class Reading implements PolledFlux.Poll<Poll> {
    private final long end = from(0).size();
    private long position;
    private boolean woken;

    Reading(long position) {
      this.position = position;
    }

    @Override
    public boolean ended() {
      return false;
    }

    @Override
    public Poll next() {
      synchronized (MemoryControl.this) {
        if (log.size() <= position && !woken && position >= end) {
          try {
            MemoryControl.this.wait(WAIT_MS);
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        }
        List<Placed> commands = from(position);
        position += commands.size();
        return new Poll(commands, position >= end);
      }
    }

    @Override
    public void wakeup() {
      synchronized (MemoryControl.this) {
        woken = true;
        MemoryControl.this.notifyAll();
      }
    }

    @Override
    public void close() {}
  }

  @Override
  public void close() {}
}
