package lectern.bridge;

import java.util.List;

/**
 * What one screen shows, most important first. Visible sources that the row allows and the view does not name fill the
 * slots that are left, screens before cameras, in small size.
 *
 * @param tiles at most 64
 */
public record View(List<Tile> tiles) {
    public static final View DEFAULT = new View(List.of());

    public View {
        tiles = List.copyOf(tiles);
        if (tiles.size() > 64) {
            throw new IllegalArgumentException("a view has at most 64 tiles");
        }
    }

    /**
     * One picture on the screen.
     *
     * @param kind {@link SourceKind#CAMERA} or {@link SourceKind#SCREEN}
     * @param height of the picture in device pixels, 0 when the tile is scrolled out of sight
     */
    public record Tile(String endpoint, SourceKind kind, int height) {
        public Tile {
            if (!kind.video() || height < 0) {
                throw new IllegalArgumentException("a tile shows a camera or a screen with a height of at least 0");
            }
        }
    }
}
