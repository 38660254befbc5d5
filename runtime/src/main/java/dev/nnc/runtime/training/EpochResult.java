package dev.nnc.runtime.training;

import java.util.Map;

/**
 * What an epoch came to.
 *
 * @param epoch its number, from 1
 * @param trainLoss the mean loss of an example, as the steps saw it
 * @param validationLoss the mean loss of a held-out example; NaN without validation
 * @param metrics the validation metrics by label; empty without validation
 * @param examplesPerSecond how fast the epoch's steps went
 */
public record EpochResult(
        int epoch, double trainLoss, double validationLoss, Map<String, Double> metrics, double examplesPerSecond) {}
