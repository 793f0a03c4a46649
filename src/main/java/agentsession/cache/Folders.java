package agentsession.cache;

import agentsession.cache.store.CacheFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The folders of this process, each deleted when its last user has released it. Thread-safe. */
final class Folders {
    private final Map<Path, Folder> folders = new HashMap<>();

    private static final class Folder {
        private final CacheFolder files;
        private int users;

        Folder(Path parent) {
            files = new CacheFolder(parent);
        }
    }

    synchronized CacheFolder acquire(Path parent) {
        Folder folder = folders.computeIfAbsent(parent, Folder::new);
        folder.users++;
        return folder.files;
    }

    synchronized void release(Path parent) {
        Folder folder = folders.get(parent);
        if (folder != null && --folder.users == 0) {
            folders.remove(parent);
            folder.files.close();
        }
    }
}
