package com.acme;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LampTest {
    @Test
    void isAProbability() {
        float probability = new Lamp().litBy(1, 0);
        assertTrue(probability > 0 && probability < 1, () -> "it is " + probability);
    }

    @Test
    void theVectorModuleIsThere() {
        assertTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
    }
}
