package dev.gradstream.codec;

import dev.gradstream.event.Bits64;
import dev.gradstream.event.Seal;
import dev.gradstream.event.Span;
import dev.gradstream.event.Step;
import dev.gradstream.event.WindowApplied;
import dev.gradstream.training.Event;
import dev.gradstream.training.StepReport;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * A block's events as Avro records, made one by one while they are written.
 *
 * <p>A block has thousands of windows, so their record is the same object each time, and so are its
 * spans and steps: what was got is good until the next is. For one thread.
 */
final class WrittenEvents extends AbstractList<Object> {
  private final List<Event> events;
  private final WindowApplied window = new WindowApplied();
  private final List<Span> spans = new ArrayList<>(); // those of the window
  private final List<Step> steps = new ArrayList<>();
  private final List<Span> madeSpans = new ArrayList<>(); // all there are
  private final List<Step> madeSteps = new ArrayList<>();

  WrittenEvents(List<Event> events) {
    this.events = events;
  }

  @Override
  public int size() {
    return events.size();
  }

  @Override
  public Object get(int index) {
    Event event = events.get(index);
    return event instanceof Event.WindowApplied applied
        ? applied(applied)
        : JournalEvents.toAvro(event);
  }

  private WindowApplied applied(Event.WindowApplied event) {
    window.setWindow(event.window());
    window.setSeal(Seal.valueOf(event.seal().name()));
    fillSpans(event.spans());
    window.setSpans(spans);
    window.setRejects(JournalEvents.each(event.rejects(), JournalEvents::reject));
    window.setFirstStep(event.steps().isEmpty() ? 0 : event.steps().getFirst().step());
    fillSteps(event);
    window.setSteps(steps);
    window.setDrifts(JournalEvents.each(event.drifts(), JournalEvents::drift));
    window.setValidations(JournalEvents.each(event.validations(), JournalEvents::validation));
    return window;
  }

  private void fillSpans(List<dev.gradstream.training.Span> all) {
    spans.clear();
    for (int i = 0; i < all.size(); i++) {
      if (i == madeSpans.size()) {
        Span made = new Span();
        made.setHash(new Bits64());
        madeSpans.add(made);
      }
      Span span = madeSpans.get(i);
      JournalEvents.fill(span, all.get(i));
      spans.add(span);
    }
  }

  private void fillSteps(Event.WindowApplied event) {
    steps.clear();
    for (int i = 0; i < event.steps().size(); i++) {
      StepReport from = event.steps().get(i);
      if (from.step() != window.getFirstStep() + i) {
        throw new IllegalArgumentException(
            "window "
                + event.window()
                + ": expected step "
                + (window.getFirstStep() + i)
                + " next, got "
                + from.step());
      }
      if (i == madeSteps.size()) {
        Step made = new Step();
        made.setDigest(new Bits64());
        madeSteps.add(made);
      }
      Step step = madeSteps.get(i);
      step.setExamples(from.examples());
      step.setLoss(from.loss());
      step.setLearningRate(from.learningRate());
      step.setGradientNorm(from.gradientNorm());
      JournalEvents.fill(step.getDigest(), from.digest());
      steps.add(step);
    }
  }
}
