package lectern.classroom;

import java.time.Duration;

/** One class's serial loop: tasks run one after the other, each seeing what the former did. Any thread may post. */
public interface Loop {
    /**
     * Runs the task later, on the loop.
     *
     * @return false when the loop's queue is full or the loop is closed: the task is dropped and counted
     */
    boolean post(Runnable task);

    /** Posts the task after a delay; never dropped for a full queue. */
    Timer after(Duration delay, Runnable task);

    /** Whether the caller runs on this loop; for assertions. */
    boolean inLoop();

    /** A task to come. */
    interface Timer {
        Timer NONE = () -> {};

        /** The task will not run, unless it is running. Call it on the loop, and it does not run at all afterwards. */
        void cancel();
    }
}
