using Aios.Platform.Files;

namespace Aios.Platform.Tests.Files;

public sealed class DurableSpecs
{
    private const int InvalidArgument = 22;

    [Fact]
    public void A_sync_that_the_kernel_refuses_is_an_error_in_all_three_methods()
    {
        using var device = NativeFile.TryOpen("/dev/null", NativeFile.ReadWrite, out _)!;

        Assert.Equal(InvalidArgument, Assert.Throws<StorageSyncException>(() => Durable.Sync(device)).ErrorNumber);
        Assert.Equal(InvalidArgument, Assert.Throws<StorageSyncException>(() => Durable.SyncData(device)).ErrorNumber);
        Assert.Equal(Errno.Missing, Assert.Throws<StorageSyncException>(() => Durable.SyncDirectory("/nowhere/at/all")).ErrorNumber);
    }

    [Fact]
    public void Files_and_folders_of_a_working_disk_are_synced()
    {
        using var temporary = new TemporaryFolder();
        using var file = NativeFile.TryOpen(temporary.Below("a"), NativeFile.ReadWrite | NativeFile.Create, out _)!;

        Durable.Sync(file);
        Durable.SyncData(file);
        Durable.SyncDirectory(temporary.Path);
    }
}
