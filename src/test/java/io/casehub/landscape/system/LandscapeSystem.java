package io.casehub.landscape.system;

import java.util.Map;

/** One of the five demonstration systems. */
public interface LandscapeSystem extends Service {

    Journal journal();

    /** How many of each kind of thing it holds. */
    Map<String, Long> counts();

    /** Makes one realistic change now, as somebody who works in this system would. */
    Touched touch();
}
