package agentsession.cache.store;

import java.io.IOException;

/**
 * Decides where the rows of a report go, while it is downloaded. Called by
 * the thread that downloads it, except for {@link #giveBack} and {@link #deleted}, which must not block.
 */
public interface RowSpace {

    /**
     * Takes space on the disk.
     *
     * @return false if there is none: then the rows are held in memory until the slowest reader has got them, and no reader
     *     may be opened any more
     * @throws agentsession.error.DriverException if the download should end
     */
    boolean take(long bytes);

    /** Gives space back. */
    void giveBack(long bytes);

    /** A file cannot be written, so that the rows are held in memory, as if {@link #take} had returned false. */
    void failed(IOException failure);

    /** All files are deleted, and there will be no more. */
    void deleted();
}
