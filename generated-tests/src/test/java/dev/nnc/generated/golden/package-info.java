/** Holds compiled models against what PyTorch computed for the same networks. */
package dev.nnc.generated.golden;
