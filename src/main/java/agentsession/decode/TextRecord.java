package agentsession.decode;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record of strings. A missing cell is null. */
final class TextRecord implements ReportRecord {
    private final @Nullable String[] cells;

    TextRecord(@Nullable String[] cells) {
        this.cells = cells;
    }

    @Override
    public void decode(ColumnDecoder[] decoders, @Nullable Object[] row) throws InvalidCellException {
        for (ColumnDecoder decoder : decoders) {
            String text = cells[decoder.cell()];
            row[decoder.target()] = text == null ? null : decoder.value(text);
        }
    }

    @Override
    public String text(int cell) {
        return Objects.requireNonNull(cells[cell]);
    }
}
