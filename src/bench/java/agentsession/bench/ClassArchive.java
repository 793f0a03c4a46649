package agentsession.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * The first query of a new JVM that maps its classes from an archive.
 *
 * @param name of the section
 * @param title of the archive, with its article
 * @param create the option that writes one, up to its file
 * @param use the option that reads it, up to its file
 * @param onlyByName whether the JDK may not have these options
 */
record ClassArchive(String name, String title, String create, String use, boolean onlyByName) implements Section {
    /** A class-data archive, since JDK 13. */
    static ClassArchive ofClassData() {
        return new ClassArchive(
                "archive", "a class-data archive", "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile=", false);
    }

    /** An AOT cache, since JDK 25. */
    static ClassArchive ofAotCache() {
        return new ClassArchive("aot", "an AOT cache", "-XX:AOTCacheOutput=", "-XX:AOTCache=", true);
    }

    @Override
    public List<Table> run(Setup setup, Targets targets) throws Exception {
        Path file = setup.options().directory().resolve("driver." + name);
        Start.ofOurs(setup, "writing", 0, create + file).run(setup);
        return List.of(Start.table(Start.measure(
                setup,
                List.of(
                        Start.ofOurs(setup, "without an archive", 0),
                        Start.ofOurs(setup, "with " + title, 0, use + file),
                        Start.ofOurs(setup, "with " + title + ", 1 s between both", 1_000, use + file)))));
    }
}
