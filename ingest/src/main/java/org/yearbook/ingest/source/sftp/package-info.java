/** Takes files from an SFTP server. */
@NullMarked
package org.yearbook.ingest.source.sftp;

import org.jspecify.annotations.NullMarked;
