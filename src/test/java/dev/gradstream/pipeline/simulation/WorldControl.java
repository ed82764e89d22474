package dev.gradstream.pipeline.simulation;

import dev.gradstream.pipeline.port.Control;
import dev.gradstream.training.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** The control topic, which outlives every trainer: some commands a poll, or none. */
final class WorldControl {
  private final World world;
  private final List<Control.Placed> log = new ArrayList<>();

  WorldControl(World world) {
    this.world = world;
  }

  int size() {
    return log.size();
  }

  /** Somebody asks for something, sensible or not. */
  void sendSomething(long window) {
    Command.Wish wish =
        switch (world.random.nextInt(9)) {
          case 0, 1 -> new Command.Set(Map.of("optimizer.learningRate", rate()));
          case 2 -> new Command.Pause();
          case 3, 4 -> new Command.Resume();
          case 5 -> new Command.Skip(0);
          case 6 -> new Command.Skip(window + world.random.nextInt(6));
          case 7 -> new Command.Set(Map.of("window.size", "9")); // can't be changed
          default -> world.onceIn(4) ? new Command.Stop() : new Command.Resume();
        };
    send(wish, world.random.nextInt(4_000));
    if (world.onceIn(8)) {
      send(new Command.Withdraw(world.random.nextInt(log.size())), 10_000);
    }
    if (world.onceIn(8)) {
      log.add(new Control.Placed(log.size(), null, "no command"));
    }
  }

  private String rate() {
    return "0.0" + (1 + world.random.nextInt(9));
  }

  void send(Command.Wish wish, long goodForMs) {
    long nowMs = world.nowMs();
    world.tell("command " + log.size() + ": " + wish);
    log.add(new Control.Placed(log.size(), new Command(wish, nowMs, nowMs + goodForMs), null));
  }

  /** Whether a record of the topic asks for an answer. */
  boolean wantsAnswer(long position) {
    Command command = log.get((int) position).command();
    return command == null || !(command.wish() instanceof Command.Withdraw);
  }

  /** A read of a trainer's, on its lane. */
  Flux<Control.Poll> read(World.Lane lane, long fromPosition) {
    return new Flux<>() {
      @Override
      public void subscribe(CoreSubscriber<? super Control.Poll> subscriber) {
        subscriber.onSubscribe(new Reading(lane, subscriber, fromPosition));
      }
    };
  }

  private final class Reading implements Subscription {
    private final World.Lane lane;
    private final CoreSubscriber<? super Control.Poll> subscriber;
    private final long end = log.size();
    private long position;
    private long demand;
    private boolean posted;
    private boolean over;

    Reading(World.Lane lane, CoreSubscriber<? super Control.Poll> subscriber, long position) {
      this.lane = lane;
      this.subscriber = subscriber;
      this.position = position;
    }

    @Override
    public void request(long n) {
      demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
      soon();
    }

    @Override
    public void cancel() {
      over = true;
    }

    private void soon() {
      if (!posted && !over && demand > 0) {
        posted = true;
        lane.postIn(world.random.nextInt(60), this::poll);
      }
    }

    private void poll() {
      posted = false;
      if (over) {
        return;
      }
      int most = 1 + world.random.nextInt(3);
      List<Control.Placed> brought =
          List.copyOf(log.subList((int) position, (int) Math.min(log.size(), position + most)));
      position += brought.size();
      demand -= demand == Long.MAX_VALUE ? 0 : 1;
      subscriber.onNext(new Control.Poll(brought, position >= end));
      soon();
    }
  }
}
