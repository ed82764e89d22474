package dev.gradstream.autodiff;

/**
 * Runs the parts of a job side by side: the caller's thread and, outside of this core, which knows
 * no thread, others. No bit depends on how many there are.
 */
public interface Team {
  /** A job cut into as many parts as the team has members. */
  @FunctionalInterface
  interface Job {
    void part(int member);
  }

  /** Members, the caller included. */
  int size();

  /**
   * Runs all parts and returns when they are done; what a part has written is seen by the caller
   * and by the parts of later jobs. Allocates nothing.
   *
   * @throws RuntimeException what a part has thrown
   */
  void run(Job job);

  /**
   * The caller alone, one part after the other, for a job that was cut for {@code size} members.
   */
  static void alone(int size, Job job) {
    for (int member = 0; member < size; member++) {
      job.part(member);
    }
  }

  /**
   * The team of this process, on which plans are compiled: the caller alone unless one was chosen.
   */
  static Team chosen() {
    return ChosenTeam.team;
  }

  /** Chooses the team of the plans that are compiled from now on. */
  static void choose(Team team) {
    ChosenTeam.team = team;
  }
}
