package org.yearbook.ingest.night;

import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.RunStep;

/** Hears how a night goes, so that somebody who waits sees it move. */
public interface NightListener {

    /** A step ended. */
    void done(RunStep step);

    /** Something that a person should know, as a sentence. */
    void say(String sentence);

    /** The night's publication is the current one; whatever fails from now on takes nothing of it back. */
    void inForce(Publication publication);
}
