package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.FencedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PatienceTest {
  private static final Exception PASSING =
      new java.io.UncheckedIOException(new java.io.IOException("gone"));

  private final List<String> said = new ArrayList<>();

  @Test
  void a_session_that_never_began_fails_at_once() {
    StepVerifier.create(Mono.error(PASSING).retryWhen(new Patience(5, said::add)))
        .expectErrorMatches(PASSING::equals)
        .verify(Duration.ofSeconds(5));
  }

  @Test
  void failures_in_a_row_are_borne_up_to_a_bound_with_growing_pauses() {
    Patience patience = new Patience(3, said::add);
    patience.progress();
    AtomicInteger tries = new AtomicInteger();
    StepVerifier.withVirtualTime(
            () ->
                Mono.error(PASSING).doOnSubscribe(s -> tries.incrementAndGet()).retryWhen(patience))
        .expectSubscription()
        .expectNoEvent(Duration.ofMillis(200))
        .expectNoEvent(Duration.ofMillis(400))
        .expectNoEvent(Duration.ofMillis(800))
        .expectErrorMatches(PASSING::equals)
        .verify(Duration.ofSeconds(5));
    assertEquals(4, tries.get());
    assertEquals(1, said.size(), said::toString);
    assertTrue(said.getFirst().contains("gone"), said::toString);
  }

  @Test
  void progress_in_between_makes_patience_new() {
    Patience patience = new Patience(1, said::add);
    AtomicInteger tries = new AtomicInteger();
    StepVerifier.withVirtualTime(
            () ->
                Mono.defer(
                        () -> {
                          patience.progress();
                          return tries.incrementAndGet() < 20
                              ? Mono.error(PASSING)
                              : Mono.just("done");
                        })
                    .retryWhen(patience))
        .expectSubscription()
        .thenAwait(Duration.ofMinutes(1))
        .expectNext("done")
        .expectComplete()
        .verify(Duration.ofSeconds(5));
  }

  @Test
  void what_trying_again_cannot_mend_is_not_tried_again() {
    Patience patience = new Patience(5, said::add);
    patience.progress();
    StepVerifier.create(Mono.error(new FencedException("run", null)).retryWhen(patience))
        .expectError(FencedException.class)
        .verify(Duration.ofSeconds(5));
  }

  @Test
  void recovering_alone_makes_no_patience_new() {
    Patience patience = new Patience(3, said::add);
    AtomicInteger tries = new AtomicInteger();
    StepVerifier.withVirtualTime(
            () ->
                Mono.defer(
                        () -> {
                          patience.recovered();
                          tries.incrementAndGet();
                          return Mono.error(PASSING);
                        })
                    .retryWhen(patience))
        .expectSubscription()
        .thenAwait(Duration.ofMinutes(1))
        .expectErrorMatches(PASSING::equals)
        .verify(Duration.ofSeconds(5));
    assertEquals(4, tries.get());
  }

  @Test
  void a_fault_of_the_program_is_not_tried_again_though_it_comes_twice() {
    Patience patience = new Patience(5, said::add);
    patience.progress();
    Throwable fault = new IndexOutOfBoundsException("128");
    Throwable both = Exceptions.multiple(PASSING, fault);
    StepVerifier.create(Mono.error(both).retryWhen(patience))
        .expectErrorMatches(fault::equals)
        .verify(Duration.ofSeconds(5));
  }

  @Test
  void failures_far_apart_are_not_in_a_row() {
    Patience patience = new Patience(1, said::add);
    patience.recovered();
    AtomicInteger tries = new AtomicInteger();
    StepVerifier.withVirtualTime(
            () ->
                Mono.defer(
                        () ->
                            tries.incrementAndGet() < 5
                                ? Mono.delay(Duration.ofHours(1)).then(Mono.<String>error(PASSING))
                                : Mono.just("done"))
                    .retryWhen(patience))
        .expectSubscription()
        .thenAwait(Duration.ofHours(6))
        .expectNext("done")
        .expectComplete()
        .verify(Duration.ofSeconds(5));
  }
}
