package io.holdfast.booking.analytics;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bars with figures below them. They need the Java runtime's font machinery, which not every one has. */
final class MonthCharts {

    private static final Logger log = LoggerFactory.getLogger(MonthCharts.class);
    private static final String FONT = "liberation/LiberationSans-Regular.ttf";
    private static final float FONT_SIZE = 7;
    private static final int TRIAL = 100;
    private static final Color BARS = new Color(0x2F, 0x5D, 0x8A);
    private static final Color LINES = new Color(0xDD, 0xDD, 0xDD);
    private static final double GAP = 0.25;
    /** Figures of two digits are a little wider than a bar of thirty-one. */
    private static final float LABEL_WIDTH = 2;

    private static final class Holder {
        static final Optional<MonthCharts> HERE = here();
    }

    private final Font font;

    private MonthCharts(Font font) {
        this.font = font;
    }

    /** Empty on a runtime without freetype or fontconfig: a report without pictures is better than none. */
    static Optional<MonthCharts> shared() {
        return Holder.HERE;
    }

    private static Optional<MonthCharts> here() {
        try (InputStream in = MonthCharts.class.getClassLoader().getResourceAsStream(FONT)) {
            if (in == null) {
                throw new FileNotFoundException(FONT);
            }
            Font font = Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(FONT_SIZE);
            var charts = new MonthCharts(font);
            // Now, and not in the middle of a report.
            charts.bars(new BufferedImage(TRIAL, TRIAL, BufferedImage.TYPE_INT_RGB).createGraphics(), TRIAL, TRIAL, Map.of("1", 1L));
            return Optional.of(charts);
        } catch (IOException | FontFormatException | RuntimeException | LinkageError | InternalError e) {
            log.warn("This Java runtime cannot draw; reports have no charts", e);
            return Optional.empty();
        }
    }

    /** @param counts by what is written below each bar, from the left */
    void bars(Graphics2D graphics, float width, float height, Map<String, Long> counts) {
        var data = new DefaultCategoryDataset();
        counts.forEach((label, count) -> data.addValue(count, "", label));
        JFreeChart chart = ChartFactory.createBarChart(null, null, null, data, PlotOrientation.VERTICAL, false, false, false);
        chart.setBackgroundPaint(Color.WHITE);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(LINES);
        CategoryAxis labels = plot.getDomainAxis();
        labels.setTickLabelFont(font);
        labels.setCategoryMargin(GAP);
        labels.setMaximumCategoryLabelWidthRatio(LABEL_WIDTH);
        if (plot.getRangeAxis() instanceof NumberAxis numbers) {
            numbers.setTickLabelFont(font);
            numbers.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
            numbers.setRangeWithMargins(0, Math.max(1, counts.values().stream().mapToLong(Long::longValue).max().orElse(1)));
            numbers.setLowerBound(0);
        }
        if (plot.getRenderer() instanceof BarRenderer bars) {
            bars.setBarPainter(new StandardBarPainter());
            bars.setShadowVisible(false);
            bars.setSeriesPaint(0, BARS);
        }
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    }
}
