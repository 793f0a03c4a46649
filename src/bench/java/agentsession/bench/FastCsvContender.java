package agentsession.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;

/** FastCSV over a file: all cells as strings. */
record FastCsvContender(Path csv) implements Contender {
    @Override
    public long read() throws IOException {
        long rows = -1;
        try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(csv)) {
            for (CsvRecord row : records) {
                for (int cell = 0; cell < row.getFieldCount(); cell++) {
                    Kept.keep(row.getField(cell));
                }
                rows++;
            }
        }
        return rows;
    }
}
