package agentsession.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Commons CSV over a file: all cells as strings. */
record CommonsCsvContender(Path csv) implements Contender {
    @Override
    public long read() throws IOException {
        long rows = -1;
        try (CSVParser records = CSVFormat.DEFAULT.parse(Files.newBufferedReader(csv))) {
            for (CSVRecord row : records) {
                for (int cell = 0; cell < row.size(); cell++) {
                    Kept.keep(row.get(cell));
                }
                rows++;
            }
        }
        return rows;
    }
}
