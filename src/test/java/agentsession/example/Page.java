package agentsession.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A page of the manual. */
record Page(Path file, String text) {
    private static final Pattern BLOCK = Pattern.compile(
            "^(?<indent> *)```(?<language>\\w+)\\n(?<content>.*?)^\\k<indent>```$", Pattern.MULTILINE | Pattern.DOTALL);

    /** The comment before a block that is not run, with the reason. */
    private static final Pattern NOT_RUN = Pattern.compile("<!-- not run: (?<reason>[^>]+) -->\\s*\\z");

    /**
     * A fenced block.
     *
     * @param shown the {@code text} block after it: its expected output
     * @param notRun the reason if it is not run
     */
    record Block(Page page, String language, String content, Optional<String> shown, Optional<String> notRun) {
        @Override
        public String toString() {
            return page.file + ": " + content.lines().findFirst().orElse("");
        }
    }

    static List<Page> all() {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md")),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page read(Path file) {
        try {
            return new Page(file, Files.readString(file).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Block> blocks(String language) {
        List<Block> blocks = new ArrayList<>();
        @Nullable Block before = null;
        int end = 0;
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            String between = text.substring(end, matcher.start());
            String content = matcher.group("content").replaceAll("(?m)^" + matcher.group("indent"), "");
            if (before != null && between.isBlank() && matcher.group("language").equals("text")) {
                before = new Block(this, before.language, before.content, Optional.of(content), before.notRun);
                blocks.set(blocks.size() - 1, before);
            } else {
                Matcher reason = NOT_RUN.matcher(between);
                before = new Block(
                        this,
                        matcher.group("language"),
                        content,
                        Optional.empty(),
                        reason.find() ? Optional.of(reason.group("reason")) : Optional.empty());
                blocks.add(before);
            }
            end = matcher.end();
        }
        return blocks.stream().filter(block -> block.language.equals(language)).toList();
    }

    /** The first group of each match. */
    List<String> find(String regex) {
        return Pattern.compile(regex, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The anchors of its headings, as GitHub generates them. */
    List<String> anchors() {
        return find("^#+ (.+)$").stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
