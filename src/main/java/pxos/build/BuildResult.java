package pxos.build;

import java.util.List;
import pxos.build.source.OsSource;
import pxos.os.AddressRange;
import pxos.os.BootImage;

/**
 * A built OS.
 *
 * @param source the source with the feature in it
 * @param image the image of that source
 * @param written the addresses of the feature
 * @param sizeBytes bytes the feature takes
 * @param zones bytes used and free in each zone
 */
public record BuildResult(
        OsSource source, BootImage image, List<AddressRange> written, int sizeBytes, List<ZoneUsage> zones) {

    /**
     * How full a zone is.
     *
     * @param zone name of the zone
     * @param range its addresses
     * @param usedBytes bytes written
     * @param freeBytes bytes not written
     */
    public record ZoneUsage(String zone, AddressRange range, int usedBytes, int freeBytes) {}
}
