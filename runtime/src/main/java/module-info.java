/** What generated networks and their callers link to: parameters, batches, training, data, weights files and worker threads. */
module dev.nnc.runtime {
    exports dev.nnc.runtime;
    exports dev.nnc.runtime.data;
    exports dev.nnc.runtime.metrics;
    exports dev.nnc.runtime.safetensors;
    exports dev.nnc.runtime.training;
}
