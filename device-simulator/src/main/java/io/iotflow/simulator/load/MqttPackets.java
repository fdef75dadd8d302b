package io.iotflow.simulator.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** Cuts what a platform sends over MQTT into packets; keeps nothing between packets. */
final class MqttPackets {

    /** Takes a packet. */
    @FunctionalInterface
    interface Sink {
        /**
         * @param type the first four bits
         * @param body after the remaining length; to be read at once
         */
        void packet(int type, ByteBuf body);
    }

    private static final int SHORTEST = 2;
    private static final int TYPE_SHIFT = 4;
    private static final int CONTINUES = 0x80;
    private static final int SEVEN_BITS = 7;
    private static final int MOST_LENGTH_BYTES = 4;

    private final Sink sink;
    private @Nullable ByteBuf rest;

    MqttPackets(Sink sink) {
        this.sink = sink;
    }

    /** Takes bytes as they came, and their ownership. */
    void read(ByteBuf bytes, ByteBufAllocator allocator) {
        ByteBuf all = bytes;
        ByteBuf earlier = rest;
        if (earlier != null) {
            all = allocator.buffer(earlier.readableBytes() + bytes.readableBytes());
            all.writeBytes(earlier).writeBytes(bytes);
            earlier.release();
            bytes.release();
            rest = null;
        }
        while (readOne(all)) {
            // The next one.
        }
        if (all.isReadable()) {
            rest = all;
        } else {
            all.release();
        }
    }

    private boolean readOne(ByteBuf bytes) {
        int begin = bytes.readerIndex();
        if (bytes.readableBytes() < SHORTEST) {
            return false;
        }
        int type = bytes.readUnsignedByte() >> TYPE_SHIFT;
        int length = 0;
        for (int i = 0; i < MOST_LENGTH_BYTES; i++) {
            if (!bytes.isReadable()) {
                bytes.readerIndex(begin);
                return false;
            }
            int next = bytes.readUnsignedByte();
            length |= (next & CONTINUES - 1) << i * SEVEN_BITS;
            if ((next & CONTINUES) == 0) {
                break;
            }
        }
        if (bytes.readableBytes() < length) {
            bytes.readerIndex(begin);
            return false;
        }
        sink.packet(type, bytes.readSlice(length));
        return true;
    }

    void release() {
        ByteBuf left = rest;
        rest = null;
        if (left != null) {
            left.release();
        }
    }
}
