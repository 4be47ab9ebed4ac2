// --stats and the locks of a script: one line for each, exact where it can be.
#include <nlohmann/json.hpp>

#include "tests/cli/cli_test.h"

namespace gilt::test {
namespace {

using nlohmann::json;

class LockStats : public Cli {
 protected:
  json locks_of(const std::string& mode, const std::string& source) {
    RunResult got = gilt({"--gil", mode, "--stats=json", file("locks.py", source)});
    EXPECT_EQ(got.status, 0) << got.err;
    return json::parse(last_line(got.err)).at("locks");
  }
};

TEST_F(LockStats, CountWaitsAndHolds) {
  for (const char* mode : {"on", "off"}) {
    SCOPED_TRACE(mode);
    json locks = locks_of(mode,
                          "import threading, time\n"
                          "class Bank: pass\n"
                          "bank = Bank()\n"
                          "bank.lock = threading.Lock()\n"
                          "unused = threading.Lock()\n"
                          "def work():\n    with bank.lock: time.sleep(0.1)\n"
                          "t = threading.Thread(target=work)\nt.start()\n"
                          "while not bank.lock.locked(): pass\n"
                          "with bank.lock: pass\n"
                          "with bank.lock: pass\n"
                          "assert bank.lock.acquire(False)\n"
                          "assert not bank.lock.acquire(timeout=0.01)\n"
                          "bank.lock.release()\nt.join()\n");
    ASSERT_EQ(locks.size(), 1u) << locks;
    const json& lock = locks[0];
    EXPECT_EQ(lock["name"], "bank.lock");
    EXPECT_EQ(lock["kind"], "Lock");
    EXPECT_EQ(lock["line"], 4);
    EXPECT_TRUE(lock["file"].get<std::string>().ends_with("/locks.py"));
    EXPECT_EQ(lock["acquisitions"], 4);
    EXPECT_EQ(lock["waits"], 2);
    EXPECT_GE(lock["longest_hold_ns"], 100'000'000);
    EXPECT_GE(lock["wait_ns"], lock["longest_wait_ns"].get<int64_t>() + 9'000'000);
  }
}

TEST_F(LockStats, RLocksCountTheirOutermostLevel) {
  json locks = locks_of("off",
                        "import threading\nr = threading.RLock()\n"
                        "for _ in range(3):\n    with r:\n        with r: pass\n"
                        "c = threading.Condition(r)\nwith c: c.wait(0.001)\n");
  ASSERT_EQ(locks.size(), 1u) << locks;
  EXPECT_EQ(locks[0]["kind"], "RLock");
  EXPECT_EQ(locks[0]["name"], "r");
  EXPECT_EQ(locks[0]["acquisitions"], 5);
  EXPECT_EQ(locks[0]["waits"], 0);
}

TEST_F(LockStats, LocksThatAreGoneShareALine) {
  const std::string source =
      "import threading\n"
      "for _ in range(10):\n    lock = threading.Lock()\n    with lock: pass\n"
      "keep = lock\n";
  json locks = locks_of("on", source);
  ASSERT_EQ(locks.size(), 2u) << locks;
  int gone = locks[0]["locks"] == 9 ? 0 : 1;
  EXPECT_EQ(locks[gone]["locks"], 9);
  EXPECT_EQ(locks[gone]["acquisitions"], 9);
  EXPECT_EQ(locks[1 - gone]["name"], "lock");
  RunResult got = gilt({"--gil", "on", "--stats", file("locks.py", source)});
  EXPECT_CONTAINS(got.err, "longest hold\n");
  EXPECT_CONTAINS(got.err,
                  "9 Locks                 locks.py:3                        9          0");
}

TEST_F(LockStats, WithoutLocksThereIsNoTable) {
  RunResult got = gilt({"--stats", "-c", "print(1)"});
  EXPECT_EQ(got.err.find("longest hold\n"), got.err.npos) << got.err;
}

TEST_F(LockStats, AreSaidOfADeadlockToo) {
  RunResult got =
      gilt({"--stats=json", "-c",
            "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()"});
  EXPECT_EQ(got.status, 3);
  json stats = json::parse(last_line(got.err));
  EXPECT_EQ(stats["locks"][0]["acquisitions"], 1);
  EXPECT_EQ(stats["threads"][0]["name"], "main");
}

}  // namespace
}  // namespace gilt::test
