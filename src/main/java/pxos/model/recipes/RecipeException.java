package pxos.model.recipes;

/** A recipe file cannot be used; the message names the file and the place in it. */
public final class RecipeException extends Exception {

    public RecipeException(String file, String place, String problem) {
        this(file, place, problem, null);
    }

    public RecipeException(String file, String place, String problem, Throwable cause) {
        super(file + (place.isEmpty() ? "" : " at " + place) + ": " + problem, cause);
    }
}
