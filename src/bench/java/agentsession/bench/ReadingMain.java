package agentsession.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Reads a result several times. Arguments: how often at least before it measures, how often at least it measures, how many
 * seconds each of both takes at least, and the arguments of {@link Contender#open}.
 */
final class ReadingMain {
    private ReadingMain() {}

    public static void main(String[] arguments) throws Exception {
        int warmUps = Integer.parseInt(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        List<String> contender = Arrays.asList(arguments).subList(3, arguments.length);
        HeapInUse heap = HeapInUse.observe();
        try (Contender report = Contender.open(contender)) {
            read(report, warmUps, seconds);
            long cpu = cpuNanos();
            List<Run> measured = read(report, runs, seconds);
            System.out.println("cpu " + (cpuNanos() - cpu) / 1e6 / measured.size());
            System.out.println("rows " + measured.get(0).rows());
            System.out.println("millis "
                    + measured.stream()
                            .map(run -> Double.toString(run.millis()))
                            .collect(Collectors.joining(" ")));
        }
        System.out.println("heap " + heap.bytes());
        System.out.println("kept " + !Kept.isEmpty());
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private record Run(long rows, double millis) {}

    private static List<Run> read(Contender report, int runs, int seconds) throws Exception {
        List<Run> measured = new ArrayList<>();
        long begin = System.nanoTime();
        while (measured.size() < runs || System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds)) {
            long start = System.nanoTime();
            long rows = report.read();
            measured.add(new Run(rows, (System.nanoTime() - start) / 1e6));
        }
        return measured;
    }
}
