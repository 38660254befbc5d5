package dev.nnc.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The version of nnc, and of the Java that runs it. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "nnc " + (version == null ? "of this source tree" : version) + " (Java " + Runtime.version() + ")"
        };
    }
}
