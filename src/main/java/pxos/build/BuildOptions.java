package pxos.build;

/**
 * How a feature is to be placed.
 *
 * @param title what the feature does, one line for its header
 * @param run the run that asks for it
 * @param generator who wrote it
 * @param allowBootEdit whether it may write to the boot sector (never to its signature)
 */
public record BuildOptions(String title, String run, String generator, boolean allowBootEdit) {}
