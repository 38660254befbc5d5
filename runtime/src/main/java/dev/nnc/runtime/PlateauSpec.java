package dev.nnc.runtime;

/**
 * When epochs without improvement lower a learning rate; the numbers of PyTorch's {@code ReduceLROnPlateau}.
 *
 * @param factor what the rate is multiplied by, from 0 to below 1
 * @param patience how many epochs without improvement are borne
 * @param threshold the share by which a loss must be below the best to be an improvement
 * @param cooldown how many epochs after a change are not counted
 * @param lowest the rate does not fall below it
 */
public record PlateauSpec(double factor, int patience, double threshold, int cooldown, double lowest) {}
