package dev.stowage.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file whose disk takes a few bytes at a time, and fails when a test says so. */
final class FlakyChannel extends FileChannel {
    private final FileChannel disk;
    boolean forceFails;
    boolean writeFails;

    FlakyChannel(FileChannel disk) {
        this.disk = disk;
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        if (writeFails) {
            throw new IOException("No space left on device");
        }
        ByteBuffer few = from.slice(from.position(), Math.min(7, from.remaining()));
        int count = disk.write(few, position);
        from.position(from.position() + count);
        return count;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        if (forceFails) {
            throw new IOException("Input/output error");
        }
        disk.force(metadata);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        ByteBuffer few = into.slice(into.position(), Math.min(7, into.remaining()));
        int count = disk.read(few, position);
        into.position(into.position() + Math.max(0, count));
        return count;
    }

    @Override
    public long size() throws IOException {
        return disk.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        disk.truncate(size);
        return this;
    }

    @Override
    protected void implCloseChannel() throws IOException {
        disk.close();
    }

    @Override
    public int read(ByteBuffer into) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
