package pxos.cli;

/** A command that runs a goal, for whoever has to say that it failed. */
interface GoalCommand {

    /** Whether the result is wanted as JSON; asked when something fails before the run begins. */
    boolean machine();

    /** The goal as it was given; empty where it was not. */
    String goal();

    /** Where that JSON goes. */
    Console.MachineOutput output();
}
