package dev.gradstream.app;

import dev.gradstream.console.Failure;
import dev.gradstream.pipeline.CommandSender;
import dev.gradstream.settings.Nearest;
import dev.gradstream.training.Command;
import dev.gradstream.training.Command.Wish;
import dev.gradstream.training.Specification;
import dev.gradstream.web.Refusal;
import dev.gradstream.web.Steering;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands that come over HTTP take the way of those of the command line. Any thread. */
final class LiveSteering implements Steering {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSteering.class);
  private static final int WAIT_SECONDS = 10;
  private static final List<String> COMMANDS = List.of("pause", "resume", "set", "skip", "stop");

  private volatile Assembly assembly;

  /** From now on there is a Kafka to send commands by. */
  void through(Assembly known) {
    assembly = known;
  }

  @Override
  public Map<String, Object> send(String run, String command, List<String> arguments) {
    Assembly by = assembly;
    if (by == null) {
      throw new Refusal(503, "the trainer is still starting: try again");
    }
    if (!Specification.isRunName(run)) {
      throw new Refusal(400, "this is no name of a run");
    }
    CommandSender.Answer answer;
    try {
      answer = SteeringCommand.send(by, run, wish(command, arguments), WAIT_SECONDS);
    } catch (Failure failure) {
      throw new Refusal(409, failure.getMessage());
    }
    if (answer instanceof CommandSender.Followed followed) {
      LOG.info("run '{}': {} {} over HTTP", run, command, arguments);
      return SteeringCommand.object(run, followed);
    }
    int status = answer instanceof CommandSender.Unanswered ? 504 : 409;
    throw new Refusal(
        status,
        SteeringCommand.failure(run, answer, WAIT_SECONDS).map(Failure::getMessage).orElse(""));
  }

  private static Wish wish(String command, List<String> arguments) {
    try {
      return switch (command) {
        case "pause" -> alone(new Command.Pause(), arguments);
        case "resume" -> alone(new Command.Resume(), arguments);
        case "stop" -> alone(new Command.Stop(), arguments);
        case "skip" -> new Command.Skip(window(arguments));
        case "set" -> {
          if (arguments.isEmpty()) {
            throw new Refusal(400, "set: expected path=value among the arguments");
          }
          yield SetCommand.wish(arguments);
        }
        default ->
            throw new Refusal(
                400,
                "command: expected one of "
                    + String.join(", ", COMMANDS)
                    + Nearest.hint(command, COMMANDS));
      };
    } catch (Failure failure) {
      throw new Refusal(400, failure.getMessage());
    }
  }

  private static Wish alone(Wish wish, List<String> arguments) {
    if (!arguments.isEmpty()) {
      throw new Refusal(400, "this command takes no arguments");
    }
    return wish;
  }

  private static long window(List<String> arguments) {
    if (arguments.isEmpty()) {
      return 0;
    }
    if (arguments.size() == 1 && arguments.getFirst().matches("[0-9]{1,18}")) {
      return Long.parseLong(arguments.getFirst());
    }
    throw new Refusal(400, "skip: expected the number of a window to come, or nothing");
  }
}
