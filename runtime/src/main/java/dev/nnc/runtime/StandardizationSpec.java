package dev.nnc.runtime;

/**
 * A {@code standardize} layer: two buffers that are fitted to the training split before the first step. A deviation of 0 says
 * "not fitted": its initializer must be {@code constant(0)}, and a fitted one is always positive.
 *
 * @param layer the layer's name, for messages
 * @param source the input or target that it stands on
 * @param axis the axis, without the batch, that has a mean and a deviation each (such as 0, the channels of pictures); -1 when
 *     every element of an example has its own
 * @param mean the name of the buffer with the means
 * @param deviation the name of the buffer with the population deviations
 */
public record StandardizationSpec(String layer, String source, int axis, String mean, String deviation) {}
