package dev.gradstream.web;

import java.util.List;
import java.util.Map;

/**
 * Port: has a command to a run answered by its trainer, through the control topic that the command
 * line uses, too. Blocks until the answer is there; any thread.
 */
@FunctionalInterface
public interface Steering {

  /**
   * Sends a command and waits for its answer.
   *
   * @param command the word of the command line, for instance {@code set}
   * @param arguments what follows the run there, for instance {@code optimizer.learningRate=0.01}
   * @return the answer as an object
   * @throws Refusal where it was not followed
   */
  Map<String, Object> send(String run, String command, List<String> arguments);
}
