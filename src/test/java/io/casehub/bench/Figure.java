package io.casehub.bench;

import java.io.IOException;

/** Something that is measured on its own, and may be measured again on its own. */
interface Figure {

    Measured measure(Setting setting) throws IOException;
}
