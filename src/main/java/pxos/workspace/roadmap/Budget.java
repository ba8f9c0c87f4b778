package pxos.workspace.roadmap;

/**
 * What a milestone may take of the image.
 *
 * @param bytes upper limit, counted over all features of the milestone
 * @param zone where they go, such as {@code boot sector}, {@code safe zone} or {@code extended zone}
 */
public record Budget(int bytes, String zone) {

    @Override
    public String toString() {
        return String.format(java.util.Locale.ROOT, "%,d bytes in the %s", bytes, zone);
    }
}
