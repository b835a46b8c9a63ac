// swift-format-ignore-file
// Written by `make page` from the files in Server/Page/. Edit those.

/// The server's own files, which join the map's page and make its other pages.
enum PageFiles {
  /// All scripts as one.
  static let script = #"""
'use strict';

(() => {

const serverLanguages = {};


serverLanguages.en = number => {
  const count = (n, one, many) => n === 1 ? `1 ${one}` : `${number(n)} ${many}`, photos = n => count(n, 'photo', 'photos');
  return {
    ways: 'Ways', toMap: 'To the map', close: 'Close', cancel: 'Cancel', done: 'Done', later: 'Later', more: 'Show more', keep: 'Save', kept: 'Saved.', end: 'End', none: 'None.',
    oneMoment: 'One moment …', copy: 'Copy', copied: 'Copied', copyLink: 'Copy the link', share: 'Send the link', tryAgain: 'Try again', photo: 'Photo', noPicture: 'No preview', privacy: 'What is kept here',
    mistake: 'Something went wrong. Try again.', noAnswer: 'The server cannot be reached. Is there a network?', signInFirst: 'Sign in first.', mayNot: 'You may not do that.',
    notThere: 'That is no longer there.', tooLarge: 'This photo is too large.', busy: 'The server is busy. Try again in a few seconds.', noSpace: 'There is no room for more photos. Ask the keeper.',
    tooOften: time => `Too many tries. Wait ${time}.`, notTaken: 'The server did not take that.', notNow: 'That does not work now', keepersOnly: 'For the keeper', tickFirst: 'Tick this box to go on.', fillIn: 'fill this in.',
    signIn: 'Sign in', signOut: 'Sign out', name: 'Name', password: 'Password', showPassword: 'Show password', hidePassword: 'Hide password',
    wrongPassword: 'Name or password is wrong.', forgotten: 'Password forgotten? The keeper of this page can send you a link for a new one.', keeperIs: keeper => `Kept by ${keeper}.`, seenByInvited: 'Only those who were invited see the photos.', onlyInvited: 'To join, ask the keeper for an invitation.',
    keyUsed: 'That address was used already. Start the server again for a new one.', sessionEnded: 'You are no longer signed in.',
    newPassword: 'New password', passwordRules: 'At least 10 characters. Three words with spaces are good.', passwordShort: 'The password needs at least 10 characters.', passwordLong: 'The password is too long.',
    nameHint: 'The others see this name. It need not be your real one.', credentialsRefused: 'Name or password cannot be taken: no common password, none that is the name; letters, digits, blanks and - _ . in the name.', nameTaken: 'Somebody has this name, or one that looks like it. Choose another.',
    welcomeKeeper: 'You are the keeper', keeperWhy: 'Choose a name and a password, so that you can come in again.', keeperDone: name => `Welcome, ${name}. Now invite your neighbours.`, chooseName: 'Choose name and password',
    signOutWaiting: n => `${photos(n)} ${n === 1 ? 'has' : 'have'} not been sent yet.`, signOutLater: 'Stay and send first', signOutNow: 'Sign out all the same', signOutLost: 'If you sign out now, they are removed from this browser. They stay on your phone.',
    invitation: 'Invitation', invitedTo: title => `Join: ${title}`, photosHere: 'Photos', invitedAs: role => `You are invited as: ${role}.`, invitationGone: 'This invitation is not good: it was used, or it ended. Ask for a new one.', joinedBefore: 'Did you join with it before? Then sign in with your name and password.', isInAlready: 'You are in already.',
    roleKeeper: 'Keeper', roleMember: 'Member', roleGuest: 'Guest', roleKeeperHint: 'Sees everything, invites people, decides what stays.', roleMemberHint: 'Sees exact places, adds photos, names cats.', roleGuestHint: 'Looks, and sees places only roughly.',
    whatIsKept: 'What is kept of you', keptName: 'Your name, your password in a form that nobody can read, and when you agreed to this, as long as you have an account.', keptPhotos: 'The photos that you add, with their places and times, and what you change.',
    keptDevice: 'With what kind of browser and device you are signed in. The server writes down no internet addresses.', keptSession: 'A cookie that keeps you signed in, for 30 days, and one that knows this browser, for a year. No e-mail address, nothing for advertisers.',
    keptBy: keeper => `All of it lies on the computer of: ${keeper}.`, keptByKeeper: 'All of it lies on the computer of whoever keeps this page.', keptLeave: 'You can take your data with you, and leave, at any time.',
    agree: 'I agree that this is kept.', under14: 'I am under 14.', parentAgrees: 'My mother, my father or my guardian is here and agrees.', join: 'Join', welcome: name => `Welcome, ${name}.`,
    askToJoin: 'Ask to join', askHow: 'The keeper reads your request and lets you in.', askNow: 'Ask', askedTitle: 'Your request was sent', asked: name => `When the keeper agrees, sign in as ${name} with the password that you chose.`,
    resetTitle: 'Choose a new password', resetGone: 'This link is not good: it was used, or it ended. Ask the keeper for a new one.', passwordChanged: 'Your new password holds.',
    account: 'My page', changePassword: 'Change password', oldPassword: 'Password until now', oldPasswordWrong: 'The password until now is wrong.', unknownDevice: 'Unknown device', signedInOn: 'Where you are signed in', thisDevice: 'This device, now', lastUsed: time => `Last used ${time}`, lastHere: day => `Last here ${day}`, nobodyElse: 'Nobody else.', ended: 'Ended.',
    tokens: 'Keys for scripts', tokensWhy: 'Only for those who write programs. A key does what you may do: give it to nobody.', tokenName: 'What it is for', makeToken: 'Make a key', tokenOnce: 'Copy this key now. It is not shown again.', noTokens: 'No keys.', madeOn: day => `Made on ${day}`,
    ownData: 'My data', ownDataWhat: 'All that is kept of you, and your photos, as one ZIP file.', download: 'Download',
    leave: 'Leave', leavePhotos: 'What becomes of your photos?', leaveKeep: 'They stay, without your name.', leaveTrash: 'They go to the trash, and after 30 days for good.', leaveSure: 'Leave, and remove your account?', lastKeeper: 'You are the only keeper. Make somebody else keeper first.',
    people: 'People', everybody: 'Everybody', invite: 'Invite somebody', inviteAs: 'As what?', makeInvitation: 'Make an invitation', invitationMade: day => `Good once, until ${day}. Send the link, or let it be photographed:`, qrCode: 'QR code of the link', openInvitations: 'Open invitations', goodUntil: day => `Good until ${day}`, takeBack: 'Take back',
    you: 'you', role: 'Role', roleOf: name => `Role of ${name}`, roleChanged: (name, role) => `${name} is now: ${role}.`, photosOf: photos, changePerson: 'Change', changeNamed: name => `Change ${name}`, resetPassword: 'Link for a new password', resetMade: name => `Send this link to ${name}. It is good once.`,
    removePerson: 'Remove', removeSure: name => `Remove ${name}?`, removeWhat: 'What becomes of the photos?', removeKeep: 'Remove, photos stay without name', removeTrash: 'Remove, photos go to the trash', removed: name => `${name} was removed.`,
    requests: 'Who asks to join', askedOn: day => `Asked on ${day}`, acceptMember: 'Accept as member', acceptGuest: 'Accept as guest', decline: 'Decline', answered: name => `${name}: done.`,
    reports: 'Reported photos', reported: 'Reported photo', nothingWrong: 'Nothing wrong', showsPerson: 'Shows a person', showsDoor: 'Shows a door or a house', otherReason: 'Something else',
    trash: 'Trash', trashKeeps: 'What is removed can be put back for 30 days.', trashEmpty: 'The trash is empty.', removedOn: (time, by) => `Removed ${time}${by ? ` by ${by}` : ''}`, goneOn: day => `Gone for good on ${day}`, putBack: 'Put back', isBack: 'It is back.',
    changes: 'Record of changes', ownChanges: 'My changes', changesHint: 'Who did what. Each change can be undone for 30 days.', ownChangesHint: 'What you did here.', noChanges: 'No changes yet.', undo: 'Undo', wasUndone: 'Undone', undoNot: 'That cannot be undone: something came after it.', somebody: 'Somebody',
    didWhat: {
      uploaded: 'Photo added', tagged: 'Named', placed: 'Place changed', titled: 'Title changed', described: 'Description changed', rated: 'Rated', hidden: 'Hidden', shown: 'Shown again', removed: 'Removed',
      restored: 'Put back', reported: 'Reported',
    },
    sendShared: n => `Send ${photos(n)} that came from another app?`, sendThem: 'Send', dropThem: 'Do not send',
    addPhotos: 'Add photos', choosePhotos: 'Choose photos', addMore: 'Choose more', uploads: 'Your photos', nothingToSend: 'Nothing to send.', sending: n => `Sending ${photos(n)} …`, sendingNow: (n, all) => `Sending photo ${number(n)} of ${number(all)} …`, sendingPart: part => `Sending: ${part}`,
    waitForNetwork: n => `${photos(n)} ${n === 1 ? 'waits' : 'wait'} for the network.`, waits: 'Waiting', waitsNetwork: 'Waiting for the network', waitsLater: 'The server is busy: trying again soon', waitsTomorrow: 'That is as much as one person may send in a day. The rest goes by itself tomorrow, if this page is open.', gaveUp: 'Could not be sent.', sendNow: 'Try now',
    allSent: n => `${photos(n)} arrived.`, allPlaced: 'With their places.', needPlace: n => n === 1 ? '1 photo has no place yet.' : `${number(n)} photos have no place yet.`, someRefused: n => `${photos(n)} not taken.`, sent: 'Arrived.', wasThere: 'Was here already.', placeArrived: 'The place arrived too.', placeMissing: 'The place is missing.', noPhoto: 'This is no photo that can be shown.',
    sayWhere: n => n === 1 ? 'Say where it was' : `Say where they were (${number(n)})`, progressOf: name => `How much of ${name} is sent`, cancelUpload: 'Cancel', cancelNamed: name => `Cancel ${name}`, whoIsIt: 'Who is it?',
    keepPlace: {
      android: 'Android takes the place out of photos that browsers get. Next time choose from the folder “Camera” by ☰; where that does not help, put the pin.',
      iphone: 'On an iPhone: while choosing, touch “Options” and switch on “Location”. In Settings › Privacy › Location Services the camera needs “While Using”.',
      other: 'Take the photo as the camera saved it: messengers and editors often remove the place.',
    },
    whereTaken: 'Where was it?', moveMapUnderPin: 'Move the map until the pin is there.', pinOf: (n, all) => `Photo ${number(n)} of ${number(all)}`, pinHere: 'It was here', whereIAm: 'Where I am now', asBefore: 'Same as the photo before', ownPlaces: 'Places of your last photos:', placeOf: what => `Place of your photo: ${what}`, skipPlace: 'I do not know', pinsDone: 'Thank you. The places are saved.', pinMoved: 'The pin was moved.',
    lookingForYou: 'Looking for where you are …', foundYou: distance => `Found you, to about ${distance}. Move the map if it is not right.`, positionRefused: 'Your phone did not allow it. Move the map instead.', positionUnknown: 'Your phone does not know where you are. Move the map instead.',
    nameIt: 'Name the cat', changeNames: 'Change the name', catName: 'Name of the cat', addName: 'Save the name', takeName: name => `Take away ${name}`, nameTakenAway: name => `${name} was taken away.`, named: (name, n) => n === 1 ? `This is ${name}.` : `${name}: ${photos(n)}.`, suggestions: 'Known names', nameSeveral: n => `Who is on these ${photos(n)}?`,
    movePin: 'Move the pin', giveTitle: 'Title', changeTitle: 'Change the title', photoTitle: 'Title', description: 'Description', rating: 'Rating', rated: n => n ? `${count(n, 'star', 'stars')}.` : 'No stars.', stars: n => count(n, 'star', 'stars'),
    hide: 'Hide from visitors', show: 'Show to visitors', isHidden: 'Visitors no longer see it.', isShown: 'Visitors see it again, from the next day on.', hiddenNow: 'Hidden from visitors.', yourPhoto: 'Your photo.', photoBy: name => `Photo by ${name}.`,
    remove: 'Remove', removePhotoSure: 'Remove this photo?', photoRemoved: 'The photo is in the trash.', report: 'Report', reportWhy: 'What is wrong with it?', reportWords: 'Something to add?', sendReport: 'Tell the keeper', reportSent: 'Thank you. The keeper was told.',
    select: 'Select', stopSelecting: 'Stop', selected: n => `${photos(n)} selected`, hiddenAll: n => `${photos(n)} hidden.`, removeAllSure: n => `Remove ${photos(n)}?`, removedAll: n => `${photos(n)} in the trash.`, notAll: (n, why) => `Not ${number(n)}: ${why}`,
    about: name => `About ${name}`, aboutCat: 'About this cat', noSuchCat: 'No such cat is known here.', pictureOf: name => `Picture of ${name}`, unseen: days => `Not seen for ${count(days, 'day', 'days')}`, firstSeen: 'First seen', foundBy: name => `found by ${name}`, lastSeen: 'Last seen', photosOfCat: 'Photos', range: 'Range', hectares: area => `${area} ha`,
    companions: 'Seen together with', companion: (name, n) => `${name} (${number(n)})`, timeline: 'Through the months', timelineSpan: (from, to) => `Seen from ${from} to ${to}`, hours: 'Through the day', hour: hour => `${hour}:00`, mostlyAt: hour => `Mostly seen around ${hour}`, showOnMap: 'Trail and range on the map', showLast: 'Where she was last',
  };
};


serverLanguages.ko = number => {
  const photos = n => `사진 ${number(n)}장`;
  return {
    ways: '이동', toMap: '지도로', close: '닫기', cancel: '취소', done: '완료', later: '나중에', more: '더 보기', keep: '저장', kept: '저장했습니다.', end: '끝내기', none: '없습니다.',
    oneMoment: '잠시만요 …', copy: '복사', copied: '복사했습니다', copyLink: '링크 복사', share: '링크 보내기', tryAgain: '다시 시도', photo: '사진', noPicture: '미리보기 없음', privacy: '여기에 저장되는 것',
    mistake: '문제가 생겼습니다. 다시 해 보세요.', noAnswer: '서버에 연결할 수 없습니다. 인터넷이 되는지 확인해 주세요.', signInFirst: '먼저 로그인해 주세요.', mayNot: '이 일을 할 권한이 없습니다.',
    notThere: '이제 없는 것입니다.', tooLarge: '사진이 너무 큽니다.', busy: '서버가 바쁩니다. 몇 초 뒤에 다시 해 보세요.', noSpace: '사진을 더 둘 자리가 없습니다. 관리자에게 말씀해 주세요.',
    tooOften: time => `너무 여러 번 시도했습니다. ${time} 뒤에 다시 해 보세요.`, notTaken: '서버가 받지 않았습니다.', notNow: '지금은 안 됩니다', keepersOnly: '관리자만 볼 수 있습니다', tickFirst: '계속하려면 여기에 표시해 주세요.', fillIn: '비어 있습니다. 채워 주세요.',
    signIn: '로그인', signOut: '로그아웃', name: '이름', password: '비밀번호', showPassword: '비밀번호 보기', hidePassword: '비밀번호 숨기기',
    wrongPassword: '이름이나 비밀번호가 맞지 않습니다.', forgotten: '비밀번호를 잊으셨나요? 관리자가 새 비밀번호를 정하는 링크를 보내 드릴 수 있습니다.', keeperIs: keeper => `관리자: ${keeper}`, seenByInvited: '초대받은 분만 사진을 볼 수 있습니다.', onlyInvited: '함께하시려면 관리자에게 초대를 부탁하세요.',
    keyUsed: '이미 사용한 주소입니다. 서버를 다시 시작하면 새 주소가 나옵니다.', sessionEnded: '로그아웃되었습니다.',
    newPassword: '새 비밀번호', passwordRules: '열 글자 이상. 낱말 서너 개를 띄어 쓰면 좋습니다.', passwordShort: '비밀번호는 열 글자 이상이어야 합니다.', passwordLong: '비밀번호가 너무 깁니다.',
    nameHint: '다른 분들에게 보이는 이름입니다. 실명이 아니어도 됩니다.', credentialsRefused: '이 이름이나 비밀번호는 쓸 수 없습니다. 흔한 비밀번호와 이름과 같은 비밀번호는 안 되고, 이름에는 글자, 숫자, 빈칸, - _ . 만 쓸 수 있습니다.', nameTaken: '이미 있거나 비슷하게 보이는 이름입니다. 다른 이름을 골라 주세요.',
    welcomeKeeper: '관리자로 시작합니다', keeperWhy: '다음에도 들어올 수 있게 이름과 비밀번호를 정하세요.', keeperDone: name => `${name} 님, 환영합니다. 이제 이웃을 초대해 보세요.`, chooseName: '이름과 비밀번호 정하기',
    signOutWaiting: n => `아직 보내지 못한 ${photos(n)}이 있습니다.`, signOutLater: '남아서 먼저 보내기', signOutNow: '그래도 로그아웃', signOutLost: '지금 로그아웃하면 이 브라우저에서 지워집니다. 휴대전화의 사진은 그대로 있습니다.',
    invitation: '초대', invitedTo: title => `${title}에 함께하기`, photosHere: '사진', invitedAs: role => `${role} 자격으로 초대받으셨습니다.`, invitationGone: '쓸 수 없는 초대입니다. 이미 사용했거나 기간이 지났습니다. 새 초대를 부탁하세요.', joinedBefore: '이 초대로 이미 가입하셨나요? 그러면 이름과 비밀번호로 로그인하세요.', isInAlready: '이미 가입하셨습니다.',
    roleKeeper: '관리자', roleMember: '회원', roleGuest: '손님', roleKeeperHint: '모두 보고, 사람을 초대하고, 무엇을 남길지 정합니다.', roleMemberHint: '정확한 위치를 보고, 사진을 올리고, 고양이 이름을 붙입니다.', roleGuestHint: '둘러봅니다. 위치는 대략만 보입니다.',
    whatIsKept: '저장되는 것', keptName: '이름, 아무도 읽을 수 없게 바꾼 비밀번호, 동의한 때. 계정이 있는 동안 저장합니다.', keptPhotos: '올리신 사진과 그 위치와 시간, 그리고 바꾸신 내용.',
    keptDevice: '로그인한 기기와 브라우저의 종류. 인터넷 주소는 적어 두지 않습니다.', keptSession: '로그인을 유지하는 쿠키 30일, 이 브라우저를 알아보는 쿠키 1년. 이메일은 받지 않고 광고에도 쓰지 않습니다.',
    keptBy: keeper => `모두 다음 분의 컴퓨터에 있습니다: ${keeper}.`, keptByKeeper: '모두 이 페이지 관리자의 컴퓨터에 있습니다.', keptLeave: '언제든지 자료를 받아 가거나 탈퇴하실 수 있습니다.',
    agree: '저장하는 데 동의합니다.', under14: '만 14세 미만입니다.', parentAgrees: '보호자가 곁에 있고 동의합니다.', join: '함께하기', welcome: name => `${name} 님, 환영합니다.`,
    askToJoin: '가입 신청', askHow: '관리자가 신청을 보고 승인합니다.', askNow: '신청하기', askedTitle: '신청했습니다', asked: name => `관리자가 승인하면 ${name} 이름과 정하신 비밀번호로 로그인하세요.`,
    resetTitle: '새 비밀번호 정하기', resetGone: '쓸 수 없는 링크입니다. 이미 사용했거나 기간이 지났습니다. 관리자에게 새 링크를 부탁하세요.', passwordChanged: '비밀번호를 바꾸었습니다.',
    account: '내 페이지', changePassword: '비밀번호 바꾸기', oldPassword: '지금 비밀번호', oldPasswordWrong: '지금 비밀번호가 맞지 않습니다.', unknownDevice: '알 수 없는 기기', signedInOn: '로그인된 기기', thisDevice: '지금 이 기기', lastUsed: time => `마지막 사용: ${time}`, lastHere: day => `마지막 방문: ${day}`, nobodyElse: '다른 사람이 없습니다.', ended: '끝냈습니다.',
    tokens: '프로그램용 키', tokensWhy: '프로그램을 만드는 분만 쓰세요. 키로는 내가 하는 일을 모두 할 수 있으니 누구에게도 주지 마세요.', tokenName: '어디에 쓰나요', makeToken: '키 만들기', tokenOnce: '지금 복사해 두세요. 다시 보이지 않습니다.', noTokens: '키가 없습니다.', madeOn: day => `${day}에 만듦`,
    ownData: '내 자료', ownDataWhat: '저장된 내 정보와 내 사진 전부를 ZIP 파일 하나로 받습니다.', download: '내려받기',
    leave: '탈퇴', leavePhotos: '내 사진은 어떻게 할까요?', leaveKeep: '이름 없이 남겨 둡니다.', leaveTrash: '휴지통에 넣고 30일 뒤에 완전히 지웁니다.', leaveSure: '탈퇴하고 계정을 지울까요?', lastKeeper: '관리자가 한 분뿐입니다. 먼저 다른 분을 관리자로 정해 주세요.',
    people: '사람들', everybody: '모두', invite: '초대하기', inviteAs: '어떤 자격으로 초대할까요?', makeInvitation: '초대 만들기', invitationMade: day => `${day}까지 한 번 쓸 수 있습니다. 링크를 보내거나 QR 코드를 찍게 하세요.`, qrCode: '링크의 QR 코드', openInvitations: '아직 쓰지 않은 초대', goodUntil: day => `${day}까지`, takeBack: '거두기',
    you: '나', role: '자격', roleOf: name => `${name} 님의 자격`, roleChanged: (name, role) => `${name} 님은 이제 ${role}입니다.`, photosOf: photos, changePerson: '바꾸기', changeNamed: name => `${name} 님 바꾸기`, resetPassword: '새 비밀번호 링크', resetMade: name => `이 링크를 ${name} 님에게 보내세요. 한 번 쓸 수 있습니다.`,
    removePerson: '내보내기', removeSure: name => `${name} 님을 내보낼까요?`, removeWhat: '사진은 어떻게 할까요?', removeKeep: '내보내고 사진은 이름 없이 남기기', removeTrash: '내보내고 사진은 휴지통으로', removed: name => `${name} 님을 내보냈습니다.`,
    requests: '가입 신청', askedOn: day => `${day}에 신청`, acceptMember: '회원으로 승인', acceptGuest: '손님으로 승인', decline: '거절', answered: name => `${name} 님: 처리했습니다.`,
    reports: '신고된 사진', reported: '신고된 사진', nothingWrong: '문제 없음', showsPerson: '사람이 보입니다', showsDoor: '문이나 집이 보입니다', otherReason: '다른 이유',
    trash: '휴지통', trashKeeps: '지운 것은 30일 동안 되돌릴 수 있습니다.', trashEmpty: '휴지통이 비었습니다.', removedOn: (time, by) => `${time}${by ? ` ${by} 님이` : ''} 지움`, goneOn: day => `${day}에 완전히 지워짐`, putBack: '되돌리기', isBack: '되돌렸습니다.',
    changes: '바뀐 기록', ownChanges: '내가 바꾼 것', changesHint: '누가 무엇을 했는지 보입니다. 30일 안에는 하나씩 되돌릴 수 있습니다.', ownChangesHint: '여기에서 하신 일입니다.', noChanges: '아직 바뀐 것이 없습니다.', undo: '되돌리기', wasUndone: '되돌림', undoNot: '되돌릴 수 없습니다. 그 뒤에 바뀐 것이 있습니다.', somebody: '누군가',
    didWhat: {
      uploaded: '사진 올림', tagged: '이름 붙임', placed: '위치 바꿈', titled: '제목 바꿈', described: '설명 바꿈', rated: '별점', hidden: '숨김', shown: '다시 보임', removed: '지움', restored: '되돌림', reported: '신고',
    },
    sendShared: n => `다른 앱에서 온 ${photos(n)}을 보낼까요?`, sendThem: '보내기', dropThem: '보내지 않기',
    addPhotos: '사진 올리기', choosePhotos: '사진 고르기', addMore: '더 고르기', uploads: '내 사진', nothingToSend: '보낼 사진이 없습니다.', sending: n => `${photos(n)} 보내는 중 …`, sendingNow: (n, all) => `${number(all)}장 중 ${number(n)}번째 보내는 중 …`, sendingPart: part => `보내는 중: ${part}`,
    waitForNetwork: n => `${photos(n)}이 인터넷 연결을 기다립니다.`, waits: '기다리는 중', waitsNetwork: '인터넷 연결을 기다리는 중', waitsLater: '서버가 바빠서 곧 다시 보냅니다', waitsTomorrow: '하루에 보낼 수 있는 만큼 보냈습니다. 나머지는 이 페이지를 열어 두면 내일 저절로 보냅니다.', gaveUp: '보내지 못했습니다.', sendNow: '지금 보내기',
    allSent: n => `${photos(n)}을 받았습니다.`, allPlaced: '위치도 함께 왔습니다.', needPlace: n => `위치 없는 사진이 ${number(n)}장 있습니다.`, someRefused: n => `${photos(n)}은 받지 못했습니다.`, sent: '받았습니다.', wasThere: '이미 있는 사진입니다.', placeArrived: '위치도 왔습니다.', placeMissing: '위치가 없습니다.', noPhoto: '보여 줄 수 있는 사진이 아닙니다.',
    sayWhere: n => n === 1 ? '어디인지 알려 주기' : `어디인지 알려 주기 (${number(n)}장)`, progressOf: name => `${name} 보낸 정도`, cancelUpload: '취소', cancelNamed: name => `${name} 취소`, whoIsIt: '누구인가요?',
    keepPlace: {
      android: '안드로이드는 브라우저로 보내는 사진에서 위치를 지웁니다. 다음에는 ☰에서 카메라 폴더를 열어 골라 보세요. 그래도 안 되면 핀을 놓아 주세요.',
      iphone: '아이폰에서는 사진을 고를 때 “옵션”을 누르고 “위치”를 켜세요. 설정 › 개인정보 보호 › 위치 서비스에서 카메라는 “앱을 사용하는 동안”이어야 합니다.',
      other: '카메라가 저장한 원본을 올려 주세요. 메신저나 편집 프로그램은 위치를 지우는 일이 많습니다.',
    },
    whereTaken: '어디에서 찍었나요?', moveMapUnderPin: '핀이 그 자리에 오도록 지도를 움직이세요.', pinOf: (n, all) => `${number(all)}장 중 ${number(n)}번째`, pinHere: '여기예요', whereIAm: '지금 내가 있는 곳', asBefore: '앞 사진과 같은 곳', ownPlaces: '최근 내 사진의 위치:', placeOf: what => `내 사진의 위치: ${what}`, skipPlace: '모르겠어요', pinsDone: '고맙습니다. 위치를 저장했습니다.', pinMoved: '핀을 옮겼습니다.',
    lookingForYou: '계신 곳을 찾는 중 …', foundYou: distance => `찾았습니다. 오차는 약 ${distance}입니다. 맞지 않으면 지도를 움직여 주세요.`, positionRefused: '휴대전화에서 위치를 허용하지 않았습니다. 지도를 움직여 주세요.', positionUnknown: '휴대전화가 위치를 모릅니다. 지도를 움직여 주세요.',
    nameIt: '이름 붙이기', changeNames: '이름 바꾸기', catName: '고양이 이름', addName: '이름 저장', takeName: name => `${name} 빼기`, nameTakenAway: name => `${name} 이름을 뺐습니다.`, named: (name, n) => n === 1 ? `이름은 ${name}입니다.` : `${name}: ${photos(n)}.`, suggestions: '아는 이름', nameSeveral: n => `${photos(n)}에 있는 고양이는 누구인가요?`,
    movePin: '핀 옮기기', giveTitle: '제목', changeTitle: '제목 바꾸기', photoTitle: '제목', description: '설명', rating: '별점', rated: n => n ? `별 ${number(n)}개.` : '별점 없음.', stars: n => `별 ${number(n)}개`,
    hide: '방문자에게 숨기기', show: '방문자에게 보이기', isHidden: '이제 방문자에게 보이지 않습니다.', isShown: '내일부터 방문자에게 다시 보입니다.', hiddenNow: '방문자에게 숨긴 사진입니다.', yourPhoto: '내 사진입니다.', photoBy: name => `${name} 님의 사진입니다.`,
    remove: '지우기', removePhotoSure: '이 사진을 지울까요?', photoRemoved: '사진을 휴지통에 넣었습니다.', report: '신고', reportWhy: '무엇이 문제인가요?', reportWords: '덧붙일 말씀이 있나요?', sendReport: '관리자에게 알리기', reportSent: '고맙습니다. 관리자에게 알렸습니다.',
    select: '고르기', stopSelecting: '그만', selected: n => `${photos(n)} 고름`, hiddenAll: n => `${photos(n)}을 숨겼습니다.`, removeAllSure: n => `${photos(n)}을 지울까요?`, removedAll: n => `${photos(n)}을 휴지통에 넣었습니다.`, notAll: (n, why) => `${number(n)}장은 못 했습니다: ${why}`,
    about: name => `${name} 보기`, aboutCat: '이 고양이 보기', noSuchCat: '여기에서는 모르는 고양이입니다.', pictureOf: name => `${name} 사진`, unseen: days => `${number(days)}일 동안 보이지 않았습니다`, firstSeen: '처음 본 날', foundBy: name => `${name} 님이 발견`, lastSeen: '마지막으로 본 날', photosOfCat: '사진 수', range: '사는 범위', hectares: area => `${area} ha`,
    companions: '함께 보인 고양이', companion: (name, n) => `${name} (${number(n)})`, timeline: '달마다', timelineSpan: (from, to) => `${from}부터 ${to}까지 보였습니다`, hours: '하루 중', hour: hour => `${hour}시`, mostlyAt: hour => `${hour}쯤 가장 많이 보였습니다`, showOnMap: '다닌 길과 사는 범위 보기', showLast: '마지막으로 본 곳 보기',
  };
};


const [asked] = navigator.language.toLowerCase().split('-'), tongue = Object.hasOwn(serverLanguages, asked) ? asked : 'en';
const region = asked === tongue ? navigator.language : tongue;
const inNumbers = new Intl.NumberFormat(region).format;
const say = serverLanguages[tongue](inNumbers);

const dayText = day => new Intl.DateTimeFormat(region, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(String(day).slice(0, 10)));
const momentOf = moment => new Date(typeof moment === 'number' ? moment * 1000 : moment);
const momentText = moment => new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'short' }).format(momentOf(moment));
const dateText = moment => new Intl.DateTimeFormat(region, { dateStyle: 'long' }).format(momentOf(moment));

function sizeText(bytes) {
  const step = bytes < 1e6 ? ['kilobyte', 1e3] : bytes < 1e9 ? ['megabyte', 1e6] : ['gigabyte', 1e9];
  return new Intl.NumberFormat(region, { style: 'unit', unit: step[0], maximumFractionDigits: bytes < 1e6 ? 0 : 1 }).format(bytes / step[1]);
}

function waitText(seconds) {
  const [value, unit] = seconds < 120 ? [Math.max(1, Math.ceil(seconds)), 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new Intl.NumberFormat(region, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

const metresText = metres => new Intl.NumberFormat(region, { style: 'unit', unit: 'meter' }).format(Math.max(1, Math.round(metres)));

const catName = tag => tag.slice(tag.lastIndexOf('/') + 1);


const QR_BLOCKS = [
  null, [10, 16], [16, 28], [26, 44], [18, 32, 32], [24, 43, 43], [16, 27, 27, 27, 27], [18, 31, 31, 31, 31], [22, 38, 38, 39, 39],
  [22, 36, 36, 36, 37, 37], [26, 43, 43, 43, 43, 44],
];
const QR_ALIGNMENT = [null, [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
const QR_MASKS = [
  (row, column) => (row + column) % 2, row => row % 2, (row, column) => column % 3, (row, column) => (row + column) % 3,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2, (row, column) => row * column % 2 + row * column % 3,
  (row, column) => (row * column % 2 + row * column % 3) % 2, (row, column) => ((row + column) % 2 + row * column % 3) % 2,
];

function qrProduct(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = product << 1 ^ (product >> 7) * 0x11d ^ (b >> bit & 1) * a;
  return product;
}

function qrCorrection(data, length) {
  let divisor = [1], root = 1;
  for (let i = 0; i < length; i++, root = qrProduct(root, 2)) {
    divisor = [...divisor, 0].map((value, at) => value ^ (at ? qrProduct(divisor[at - 1], root) : 0));
  }
  const rest = new Array(length).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    for (let i = 0; i < length; i++) rest[i] ^= qrProduct(divisor[i + 1], factor);
  }
  return rest;
}

function qrCodewords(bytes) {
  const version = QR_BLOCKS.findIndex((blocks, version) =>
    blocks && bytes.length + (version > 9 ? 3 : 2) <= blocks.slice(1).reduce((sum, count) => sum + count, 0));
  if (version < 0) return null;
  const [correction, ...sizes] = QR_BLOCKS[version], room = sizes.reduce((sum, count) => sum + count, 0);
  const count = version > 9 ? [bytes.length >> 8, bytes.length & 255] : [bytes.length];
  const halves = [4, ...[...count, ...bytes].flatMap(byte => [byte >> 4, byte & 15]), 0], data = [];
  for (let i = 0; i < halves.length; i += 2) data.push(halves[i] << 4 | halves[i + 1]);
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);
  let start = 0;
  const blocks = sizes.map(size => data.slice(start, start += size)), corrections = blocks.map(block => qrCorrection(block, correction));
  const interleaved = some => Array.from({ length: Math.max(...some.map(block => block.length)) }, (_, i) =>
    some.filter(block => i < block.length).map(block => block[i])).flat();
  return { version, codewords: [...interleaved(blocks), ...interleaved(corrections)] };
}

function qrWithRemainder(value, divisor, bits) {
  let rest = value;
  for (let i = 0; i < bits; i++) rest = rest << 1 ^ (rest >> bits - 1 & 1) * divisor;
  return value << bits | rest & (1 << bits) - 1;
}

function qrFrame(version) {
  const size = 17 + 4 * version, grid = () => Array.from({ length: size }, () => new Uint8Array(size)), dark = grid(), fixed = grid();
  const set = (row, column, value) => {
    if (!(row in dark && column in dark[row])) return;
    dark[row][column] = value ? 1 : 0;
    fixed[row][column] = 1;
  };
  for (let i = 0; i < size; i++) for (const [row, column] of [[6, i], [i, 6]]) set(row, column, i % 2 === 0);
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]]) {
    for (let y = -4; y <= 4; y++) for (let x = -4; x <= 4; x++) set(row + y, column + x, ![2, 4].includes(Math.max(Math.abs(x), Math.abs(y))));
  }
  const middles = QR_ALIGNMENT[version], last = middles.at(-1);
  for (const row of middles) {
    for (const column of middles) {
      if ((row === 6 && column === 6) || (row === 6 && column === last) || (row === last && column === 6)) continue;
      for (let y = -2; y <= 2; y++) for (let x = -2; x <= 2; x++) set(row + y, column + x, Math.max(Math.abs(x), Math.abs(y)) !== 1);
    }
  }
  if (version > 6) {
    const bits = qrWithRemainder(version, 0x1f25, 12);
    for (let i = 0; i < 18; i++) {
      const [a, b] = [size - 11 + i % 3, Math.floor(i / 3)];
      set(a, b, bits >> i & 1);
      set(b, a, bits >> i & 1);
    }
  }
  for (let i = 0; i < 9; i++) for (const [row, column] of [[8, i], [i, 8]]) fixed[row][column] = 1;
  for (let i = 1; i < 9; i++) for (const [row, column] of [[8, size - i], [size - i, 8]]) fixed[row][column] = 1;
  dark[size - 8][8] = 1;
  return { size, dark, fixed };
}

function qrFormat(dark, mask) {
  const bits = qrWithRemainder(mask, 0x537, 10) ^ 0x5412, size = dark.length;
  for (let i = 0; i < 15; i++) {
    const bit = bits >> i & 1;
    dark[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i][8] = bit;
    dark[8][i < 8 ? size - 1 - i : i === 8 ? 7 : 14 - i] = bit;
  }
}

function qrPenalty(dark) {
  const size = dark.length, lines = [...dark.map(row => row.join('')), ...dark.map((_, column) => dark.map(row => row[column]).join(''))];
  let penalty = 0, count = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2;
    penalty += 40 * [...line.matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      count += dark[row][column];
      if (row && column && new Set([dark[row][column], dark[row - 1][column], dark[row][column - 1], dark[row - 1][column - 1]]).size === 1) penalty += 3;
    }
  }
  return penalty + 10 * Math.floor(Math.abs(20 * count / size / size - 10));
}

function qrCode(text, mask = null) {
  const found = qrCodewords(new TextEncoder().encode(text));
  if (!found) return null;
  const { size, dark, fixed } = qrFrame(found.version), masked = QR_MASKS.map(() => dark.map(row => row.slice()));
  let bit = 0;
  for (let right = size - 1, up = true; right > 0; right -= right === 8 ? 3 : 2, up = !up) {
    for (let i = 0; i < size; i++) {
      for (const column of [right, right - 1]) {
        const row = up ? size - 1 - i : i;
        if (fixed[row][column]) continue;
        const value = found.codewords[bit >> 3] >> 7 - (bit & 7) & 1;
        bit++;
        QR_MASKS.forEach((isTurned, which) => { masked[which][row][column] = value ^ (isTurned(row, column) === 0 ? 1 : 0); });
      }
    }
  }
  masked.forEach(qrFormat);
  return masked[mask ?? masked.map(qrPenalty).reduce((best, penalty, which, all) => penalty < all[best] ? which : best, 0)];
}


const newUpload = (name, size, type, now, owner = null) => ({ name, size, type, owner, made: now, state: 'waiting', tries: 0, notBefore: 0, reason: '', photo: null, isPlaced: false, isSeen: false });

const MOST_TRIES = 12;

const nextUpload = (queue, now) => queue.find(({ state, notBefore }) => state === 'waiting' && notBefore <= now);

const nextDue = (queue, now) => queue.reduce((least, { state, notBefore }) => state === 'waiting' ? Math.min(least, Math.max(0, notBefore - now)) : least, Infinity);

const pause = tries => Math.min(120000, 1000 * 2 ** Math.min(tries, 10));

function afterAnswer(upload, status, answer, seconds, now) {
  if (status === 200 || status === 201) {
    return { ...upload, state: 'sent', reason: status === 200 ? 'known' : '', photo: answer?.photo?.id ?? null, isPlaced: answer?.photo?.positionArrived === true || answer?.positionArrived === true };
  }
  const tries = upload.tries + 1, waits = { ...upload, state: 'waiting', tries };
  if (status === 401) return { ...waits, tries: upload.tries, notBefore: Infinity, reason: 'signIn' };
  if (status === 0 || status === 408 || status === 429 || (status >= 500 && status !== 507)) {
    if (tries >= MOST_TRIES) return { ...waits, notBefore: Infinity, reason: 'gaveUp' };
    return { ...waits, notBefore: now + Math.max(1000 * seconds, pause(tries)), reason: status === 0 ? 'network' : seconds > 600 ? 'limit' : 'later' };
  }
  const reason = { 413: 'tooLarge', 415: 'noPhoto', 422: 'noPhoto', 403: 'mayNot', 507: 'noSpace', 409: 'refused' }[status] ?? 'refused';
  return { ...upload, state: 'refused', tries, reason, detail: answer?.detail ?? '' };
}

const holdAll = (queue, { state, notBefore, reason }) => state !== 'waiting' ? queue
  : queue.map(other => other.state === 'waiting' && other.notBefore < notBefore ? { ...other, notBefore, reason } : other);

const ownUploads = (queue, name) => queue.filter(({ owner = null }) => owner === null || owner === name);

const askedUploads = queue => queue.filter(({ state }) => state === 'asked');

const retryNow = upload => upload.state === 'waiting' ? { ...upload, notBefore: 0, tries: 0, reason: '' } : upload;

const afterRestart = upload => upload.state === 'sending' ? { ...upload, state: 'waiting', notBefore: 0 } : upload;

function countUploads(queue) {
  const count = wanted => queue.filter(wanted).length;
  return {
    waiting: count(({ state }) => state === 'waiting' || state === 'sending'), sent: count(({ state }) => state === 'sent'),
    refused: count(({ state }) => state === 'refused'), unplaced: unplacedUploads(queue).length,
  };
}

const unplacedUploads = queue => queue.filter(({ state, photo, isPlaced, isSeen }) => state === 'sent' && photo && !isPlaced && !isSeen);


function systemOf({ userAgent, maxTouchPoints = 0 }) {
  if (/Android/.test(userAgent)) return 'android';
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1) ? 'iphone' : 'other';
}

const placeHint = () => say.keepPlace[systemOf(navigator)];


const byID = id => document.getElementById(id);

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

const text = (tag, textContent, properties = {}) => make(tag, { textContent, ...properties });

function makeButton(textContent, act, className = '') {
  const button = make('button', { type: 'button', className: `big ${className}`, textContent });
  button.onclick = async () => {
    button.ariaDisabled = 'true';
    if (button.isBusy) return;
    button.isBusy = true;
    byID('note')?.remove();
    try {
      await act(button);
    } catch (problem) {
      sayNote(refusalText(problem), button.closest('dialog, main, aside') ?? document.body);
    } finally {
      button.isBusy = false;
      button.ariaDisabled = null;
    }
  };
  return button;
}

const makeLink = (textContent, href, className = 'big') => make('a', { className, textContent, href });

function sayNote(textContent, parent = document.querySelector('dialog[open]') ?? document.body) {
  byID('note')?.remove();
  const note = make('p', { id: 'note', role: 'status' });
  parent.append(note);
  setTimeout(() => { note.textContent = textContent; });
  setTimeout(() => note.remove(), 6000 + 60 * textContent.length);
}

function leaveNext(key, value) {
  try { sessionStorage.setItem(key, value); } catch { /* Then it does not. */ }
}

function takeLeft(key) {
  try {
    const value = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return value;
  } catch {
    return null;
  }
}

const sayNext = note => leaveNext('note', note);

function choose(question, choices, detail = '') {
  const dialog = make('dialog', { className: 'ask' });
  const heading = text('h2', question, { id: 'question', tabIndex: -1, autofocus: true });
  dialog.setAttribute('aria-labelledby', 'question');
  return new Promise(done => {
    const buttons = choices.map(([label, value, kind]) => make('button', {
      type: 'button', className: `big ${kind ?? ''}`, textContent: label, onclick: () => { done(value); dialog.close(); },
    }));
    const back = make('button', { type: 'button', className: 'big plain', textContent: say.cancel, onclick: () => dialog.close() });
    dialog.append(heading, ...detail ? [text('p', detail)] : [], ...buttons, back);
    dialog.onclose = () => { dialog.remove(); done(null); };
    document.body.append(dialog);
    dialog.showModal();
  });
}


class Refusal extends Error {
  constructor(status, detail, seconds) {
    super(detail);
    Object.assign(this, { status, seconds });
  }
}

async function ask(method, path, body) {
  let answer;
  if (method !== 'GET') noteOwnChange();
  try {
    answer = await fetch(`/api/v1/${path}`, {
      method, credentials: 'same-origin', ...body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
    });
  } catch {
    throw new Refusal(0, '', 0);
  }
  if (answer.ok) return (await answer.text().then(text => text ? JSON.parse(text) : null, () => null));
  const problem = await answer.json().catch(() => null);
  throw new Refusal(answer.status, typeof problem?.detail === 'string' ? problem.detail : '', Number(answer.headers.get('Retry-After')) || 0);
}

function refusalText(problem, own = {}) {
  if (!(problem instanceof Refusal)) return say.mistake;
  const { status, seconds, message } = problem;
  if (Object.hasOwn(own, status)) return own[status];
  if (status === 429) return say.tooOften(waitText(seconds || 60));
  const known = { 0: say.noAnswer, 401: say.signInFirst, 403: say.mayNot, 404: say.notThere, 413: say.tooLarge, 503: say.busy, 507: say.noSpace }[status];
  return known ?? (tongue === 'en' && message ? message : status >= 500 ? say.mistake : say.notTaken);
}

async function askAll(path, member, most = 300) {
  const all = [];
  let cursor = null;
  do {
    const answer = await ask('GET', path + (cursor ? `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}` : ''));
    all.push(...answer[member]);
    cursor = answer.next;
  } while (cursor && all.length < most);
  return all;
}

const segment = encodeURIComponent;


let fieldCount = 0;

function makeField(name, label, { hint = '', ...properties } = {}) {
  const id = `field-${++fieldCount}`, input = make('input', { id, name, required: true, ...properties });
  const about = hint ? text('small', hint, { id: `${id}-hint` }) : null;
  if (about) input.setAttribute('aria-describedby', about.id);
  return make('div', { className: 'field' }, make('label', { htmlFor: id, textContent: label }), about, input);
}

function makePassword(name, label, autocomplete, hint = '') {
  const field = makeField(name, label, { type: 'password', autocomplete, hint }), input = field.querySelector('input');
  Object.assign(input, { autocapitalize: 'none', spellcheck: false });
  const show = make('button', { type: 'button', className: 'big plain', textContent: say.showPassword, ariaPressed: 'false' });
  show.onclick = () => {
    const isHidden = input.type === 'password';
    input.type = isHidden ? 'text' : 'password';
    show.ariaPressed = String(isHidden);
    show.textContent = isHidden ? say.hidePassword : say.showPassword;
    input.focus();
  };
  field.append(show);
  return field;
}

const makeNewPassword = () => makePassword('password', say.newPassword, 'new-password', say.passwordRules);

const makeName = (hint = '') => makeField('name', say.name, { autocomplete: 'username', autocapitalize: 'none', maxLength: 64, hint });

function makeBox(name, label, required = false) {
  return make('label', { className: 'box' }, make('input', { type: 'checkbox', name, required }), text('span', label));
}

function makeForm(parts, label, send, own = {}) {
  const wrong = make('p', { className: 'wrong', role: 'alert' }), button = make('button', { className: 'big primary', textContent: label });
  const form = make('form', { noValidate: true }, ...parts, wrong, button);
  const complain = (what, field) => {
    wrong.textContent = what;
    for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
    field?.setAttribute('aria-invalid', 'true');
    field?.focus();
  };
  form.onsubmit = async event => {
    event.preventDefault();
    if (form.isBusy) return;
    const empty = [...form.elements].find(input => input.required && (input.type === 'checkbox' ? !input.checked : !input.value.trim()));
    if (empty) return complain(empty.type === 'checkbox' ? say.tickFirst : `${empty.labels[0].textContent}: ${say.fillIn}`, empty);
    const password = form.querySelector('[autocomplete=new-password]'), problem = password && passwordProblem(password.value);
    if (problem) return complain(problem, password);
    form.isBusy = true;
    button.ariaDisabled = 'true';
    button.textContent = say.oneMoment;
    try {
      await send(Object.fromEntries([...form.elements].filter(input => input.name)
        .map(input => [input.name, input.type === 'checkbox' ? input.checked : input.type === 'password' || /password/.test(input.autocomplete) ? input.value : input.value.trim()])));
      complain('');
    } catch (problem) {
      complain(refusalText(problem, own), (problem.status === 409 && form.elements.namedItem('name')) || form.querySelector('[type=password], [autocomplete$=password]'));
    } finally {
      form.isBusy = false;
      button.ariaDisabled = null;
      button.textContent = label;
    }
  };
  return form;
}

const credentialWords = tongue === 'en' ? {} : { 400: say.credentialsRefused };

function passwordProblem(password) {
  const composed = password.normalize('NFC');
  if ([...composed].length < 10) return say.passwordShort;
  return new TextEncoder().encode(composed).length > 1024 ? say.passwordLong : '';
}


let session = { signedIn: false, level: 'none', signup: 'none' }, isSessionKnown = false;

async function knowSession() {
  session = await ask('GET', 'session');
  isSessionKnown = true;
  return session;
}

const isKeeper = () => session.role === 'keeper';
const maySend = () => session.role === 'keeper' || session.role === 'member';

async function signOut() {
  const waiting = await countWaiting();
  if (waiting) {
    const answer = await choose(say.signOutWaiting(waiting), [[say.signOutLater, 'later', 'primary'], [say.signOutNow, 'now', 'danger']], say.signOutLost);
    if (answer !== 'now') return;
    await forgetUploads();
  }
  await ask('DELETE', 'session');
  location.assign('/');
}

function enter(answer) {
  location.assign(answer?.keeperNeeded ? '/keeper' : '/');
}


const pages = {};

function fillPage(heading, ...children) {
  const main = document.querySelector('main');
  document.title = heading;
  const back = location.pathname === '/' ? null : make('nav', { ariaLabel: say.ways }, makeLink(`← ${say.toMap}`, '/', 'way'));
  main.replaceChildren(...back ? [back] : [], text('h1', heading), ...children);
  main.classList.add('filled');
}

const section = (heading, ...children) => make('section', {}, text('h2', heading), ...children);

function makeList(items, makeItem, none) {
  return items.length ? make('ul', { className: 'things' }, ...items.map(item => make('li', {}, ...makeItem(item)))) : text('p', none, { className: 'none' });
}

async function requireSignIn(isWanted = () => true) {
  if (!session.signedIn) {
    showSignIn(location.pathname);
    return false;
  }
  if (!isWanted()) fillPage(say.keepersOnly, text('p', say.mayNot));
  return isWanted();
}

const noPicture = () => make('span', { className: 'small missing', role: 'img', ariaLabel: say.noPicture }, text('span', say.noPicture));

function smallPicture(src, alt = '', ...others) {
  const image = make('img', { className: 'small', loading: 'lazy', src, alt });
  image.addEventListener('error', () => image.replaceWith(others.length ? smallPicture(others[0], alt, ...others.slice(1)) : noPicture()));
  return image;
}

const thumbnail = (id, alt = '') => smallPicture(`/api/v1/photos/${segment(id)}/thumbnail`, alt);


function signInForm(then) {
  return makeForm(
    [makeName(), makePassword('password', say.password, 'current-password')], say.signIn,
    async ({ name, password }) => {
      const answer = await ask('POST', 'session', { name, password });
      if (then) location.assign(then);
      else enter(answer);
    }, { 401: say.wrongPassword });
}

function showSignIn(then) {
  fillPage(say.signIn, signInForm(then), text('p', say.forgotten, { className: 'hint' }), joinLine());
}

const joinLine = () => session.signup === 'ask' ? make('p', {}, makeLink(say.askToJoin, '/join', '')) : text('p', say.onlyInvited, { className: 'hint' });

pages['/sign-in'] = () => session.signedIn ? location.replace('/') : showSignIn('/');

pages['/'] = () => {
  const place = byID('session');
  if (!place || session.signedIn) return;
  for (const line of document.querySelectorAll('[data-keeper]')) line.textContent = line.dataset.keeper ? say.keeperIs(line.dataset.keeper) : say.seenByInvited;
  for (const link of document.querySelectorAll('a[href="/privacy"]')) link.textContent = say.privacy;
  place.hidden = false;
  place.replaceChildren(text('h2', say.signIn), signInForm(''), text('p', say.forgotten, { className: 'hint' }), joinLine());
};

async function useKey(key) {
  history.replaceState(null, '', location.pathname);
  try {
    await ask('POST', 'session', { key });
    enter(await knowSession());
  } catch (problem) {
    sayNote(refusalText(problem, { 401: say.keyUsed }));
  }
}

pages['/keeper'] = () => {
  if (!session.signedIn || !session.keeperNeeded) return location.replace('/');
  fillPage(say.welcomeKeeper, text('p', say.keeperWhy), makeForm([makeName(say.nameHint), makeNewPassword()], say.keep, async ({ name, password }) => {
    await ask('POST', 'keeper', { name, password });
    sayNext(say.keeperDone(name));
    location.assign('/people');
  }, { 409: say.nameTaken, ...credentialWords }), makeLink(say.later, '/', 'big plain'));
};


const ROLE_WORDS = { keeper: 'roleKeeper', member: 'roleMember', guest: 'roleGuest' };
const ROLE_HINTS = { keeper: 'roleKeeperHint', member: 'roleMemberHint', guest: 'roleGuestHint' };
const roleText = role => say[ROLE_WORDS[role] ?? 'roleGuest'];
const roleHint = role => say[ROLE_HINTS[role] ?? 'roleGuestHint'];

function keptLines(keeper) {
  return make('div', { className: 'kept' },
    text('h2', say.whatIsKept),
    make('ul', {}, ...[say.keptName, say.keptPhotos, say.keptDevice, say.keptSession].map(line => text('li', line))),
    text('p', keeper ? say.keptBy(keeper) : say.keptByKeeper), text('p', say.keptLeave), make('p', {}, make('a', { href: '/privacy', textContent: say.privacy, target: '_blank' })));
}

const consentBoxes = () => [makeBox('agrees', say.agree, true), makeYouth()];

function makeYouth() {
  const parent = makeBox('parentAgrees', say.parentAgrees), young = makeBox('isYoung', say.under14);
  parent.hidden = true;
  young.querySelector('input').onchange = ({ target }) => {
    parent.hidden = !target.checked;
    parent.querySelector('input').required = target.checked;
    parent.querySelector('input').checked = false;
  };
  return make('div', {}, young, parent);
}

async function showInvitation(token) {
  let invitation;
  try {
    invitation = await ask('GET', `invitations/${segment(token)}`);
  } catch (problem) {
    return showGone(problem);
  }
  const { role, keeper, title } = invitation;
  fillPage(say.invitedTo(title || say.photosHere),
    text('p', say.invitedAs(roleText(role))), text('p', roleHint(role), { className: 'hint' }), keptLines(keeper),
    makeForm([makeName(say.nameHint), makeNewPassword(), ...consentBoxes()], say.join, async ({ name, password, agrees, parentAgrees }) => {
      await ask('POST', `invitations/${segment(token)}`, { name, password, agrees, parentAgrees });
      forgetToken();
      sayNext(say.welcome(name));
      location.assign('/');
    }, { 404: say.invitationGone, 409: say.nameTaken, ...credentialWords }));
}

function showGone(problem) {
  if (problem.status === 404 && session.signedIn) {
    forgetToken();
    sayNext(say.isInAlready);
    location.replace('/');
    return;
  }
  fillPage(say.invitation, text('p', refusalText(problem, { 404: say.invitationGone })),
    ...problem.status === 404 ? [text('p', say.joinedBefore), makeLink(say.signIn, '/sign-in', 'big primary')] : []);
}

function showRequest() {
  if (session.signup !== 'ask') return fillPage(say.invitation, text('p', say.onlyInvited), makeLink(say.signIn, '/sign-in'));
  fillPage(say.askToJoin, text('p', say.askHow), keptLines(session.keeper),
    makeForm([makeName(say.nameHint), makeNewPassword(), ...consentBoxes()], say.askNow, async ({ name, password, agrees, parentAgrees }) => {
      await ask('POST', 'requests', { name, password, agrees, parentAgrees });
      fillPage(say.askedTitle, text('p', say.asked(name)), makeLink(say.toMap, '/'));
    }, { 409: say.nameTaken, ...credentialWords }));
}

function tokenOfAddress() {
  const given = location.hash.slice(1), key = `token ${location.pathname}`;
  try {
    if (given) sessionStorage.setItem(key, given);
    if (given) history.replaceState(null, '', location.pathname);
    return given || sessionStorage.getItem(key) || '';
  } catch {
    return given;
  }
}

function forgetToken() {
  takeLeft(`token ${location.pathname}`);
}

pages['/join'] = () => {
  const token = tokenOfAddress();
  return token ? showInvitation(token) : showRequest();
};

pages['/reset'] = () => {
  const reset = tokenOfAddress();
  if (!reset) return fillPage(say.resetTitle, text('p', say.resetGone), makeLink(say.signIn, '/sign-in', 'big'));
  fillPage(say.resetTitle, makeForm([makeNewPassword()], say.keep, async ({ password }) => {
    await ask('POST', 'session', { reset, password });
    forgetToken();
    sayNext(say.passwordChanged);
    location.assign('/');
  }, { 401: say.resetGone, 404: say.resetGone, ...credentialWords }));
};


pages['/account'] = async () => {
  if (!await requireSignIn()) return;
  if (session.keeperNeeded) return location.replace('/keeper');
  const parts = [section(say.changePassword, changePasswordForm()), await sessionsSection(), await ownDataSection(), await tokensSection(), leaveSection()];
  fillPage(session.name ?? say.account, text('p', roleText(session.role), { className: 'hint' }),
    makeButton(say.signOut, signOut), ...maySend() ? [makeLink(say.trash, '/trash'), makeLink(isKeeper() ? say.changes : say.ownChanges, '/changes')] : [], ...parts);
};

function changePasswordForm() {
  return makeForm([makePassword('current', say.oldPassword, 'current-password'), makeNewPassword()], say.changePassword, async ({ current, password }) => {
    await ask('PUT', 'password', { current, password });
    sayNext(say.passwordChanged);
    location.reload();
  }, { 401: say.oldPasswordWrong, 403: say.oldPasswordWrong, ...credentialWords });
}

const deviceText = device => !device || /unknown/.test(device) ? say.unknownDevice : device.replace(/^A program on /, '').split(' on ').join(', ');

async function sessionsSection() {
  const { sessions } = await ask('GET', 'sessions');
  return section(say.signedInOn, makeList(sessions, ({ id, device, used, current }) => [
    make('div', {}, text('strong', deviceText(device)), text('small', current ? say.thisDevice : say.lastUsed(momentText(used)))),
    current ? null : makeButton(say.end, async button => {
      await ask('DELETE', `sessions/${segment(id)}`);
      button.closest('li').remove();
      sayNote(say.ended);
    }),
  ], say.nobodyElse));
}

async function tokensSection() {
  const { tokens } = await ask('GET', 'tokens'), shown = make('div', {});
  const item = ({ id, name, made, used }) => [
    make('div', {}, text('strong', name), text('small', used ? say.lastUsed(momentText(used)) : say.madeOn(dateText(made)))),
    makeButton(say.end, async button => {
      await ask('DELETE', `tokens/${segment(id)}`);
      button.closest('li').remove();
      sayNote(say.ended);
    }),
  ];
  const form = makeForm([makeField('name', say.tokenName, { maxLength: 60, autocomplete: 'off' })], say.makeToken, async ({ name }) => {
    const { token } = await ask('POST', 'tokens', { name });
    shown.replaceChildren(text('p', say.tokenOnce, { role: 'status' }), makeCopy(token));
  });
  return make('details', {}, make('summary', { textContent: say.tokens }), text('p', say.tokensWhy, { className: 'hint' }), makeList(tokens, item, say.noTokens), shown, form);
}

function makeCopy(value, label = say.copy) {
  const field = make('input', { readOnly: true, value, ariaLabel: label, className: 'link', onfocus: ({ target }) => target.select() });
  return make('div', { className: 'copy' }, field, makeButton(label, async button => {
    field.select();
    if (!await navigator.clipboard?.writeText(value).then(() => true, () => false)) document.execCommand('copy');
    button.textContent = say.copied;
  }));
}

const ownDataSection = async () => section(say.ownData, text('p', say.ownDataWhat, { className: 'hint' }), make('a', {
  className: 'big', href: '/api/v1/account/data', download: '', textContent: say.download,
}));

function leaveSection() {
  const what = name => make('label', { className: 'box' }, make('input', { type: 'radio', name: 'photos', value: name, required: true }), text('span', name === 'keep' ? say.leaveKeep : say.leaveTrash));
  const choices = make('fieldset', {}, text('legend', say.leavePhotos), what('keep'), what('trash'));
  choices.querySelector('input').checked = true;
  const form = makeForm([choices, makePassword('password', say.password, 'current-password')], say.leave, async ({ password }) => {
    const photos = choices.querySelector('input:checked').value;
    if (!await choose(say.leaveSure, [[say.leave, true, 'danger']], photos === 'keep' ? say.leaveKeep : say.leaveTrash)) return;
    await ask('DELETE', 'account', { password, photos });
    await forgetUploads();
    location.assign('/');
  }, { 401: say.wrongPassword, 403: say.wrongPassword, 409: say.lastKeeper });
  form.querySelector('.primary').className = 'big danger';
  return make('details', {}, make('summary', { textContent: say.leave }), form);
}


const SVG = 'http://www.w3.org/2000/svg';

function qrPicture(value) {
  const code = qrCode(value);
  if (!code) return null;
  const size = code.length + 8, picture = document.createElementNS(SVG, 'svg'), path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', code.map((row, y) => [...row].map((dark, x) => dark ? `M${x + 4},${y + 4}h1v1h-1z` : '').join('')).join(''));
  for (const [name, setting] of [['viewBox', `0 0 ${size} ${size}`], ['class', 'qr'], ['role', 'img'], ['aria-label', say.qrCode], ['shape-rendering', 'crispEdges']]) {
    picture.setAttribute(name, setting);
  }
  picture.append(path);
  return picture;
}

function showLink(place, url, about) {
  const share = navigator.share ? makeButton(say.share, () => navigator.share({ url }).catch(() => {}), 'primary') : null;
  place.replaceChildren(text('p', about, { role: 'status' }), ...[qrPicture(url), share].filter(Boolean), makeCopy(url, say.copyLink));
  place.scrollIntoView({ block: 'nearest' });
}

function inviteSection(onMade) {
  const place = make('div', { className: 'made' });
  const roles = make('fieldset', {}, text('legend', say.inviteAs), ...['member', 'guest', 'keeper'].map(role =>
    make('label', { className: 'box' }, make('input', { type: 'radio', name: 'role', value: role, checked: role === 'member' }),
      make('span', {}, text('strong', roleText(role)), text('small', roleHint(role))))));
  return section(say.invite, roles, makeButton(say.makeInvitation, async () => {
    const { url, ends } = await ask('POST', 'invitations', { role: roles.querySelector('input:checked').value });
    showLink(place, url, say.invitationMade(dateText(ends)));
    onMade();
  }, 'primary'), place);
}


pages['/people'] = async () => {
  if (!await requireSignIn(isKeeper)) return;
  const part = (path, none) => ask('GET', path).catch(problem => {
    sayNote(refusalText(problem));
    return none;
  });
  const [{ people }, { requests }, { reports }] = await Promise.all([ask('GET', 'people'), part('requests', { requests: [] }), part('reports', { reports: [] })]);
  const open = make('div', {});
  const showOpen = async () => open.replaceChildren(...await openInvitations());
  await showOpen();
  fillPage(say.people,
    ...requests.length ? [requestsSection(requests)] : [], ...reports.length ? [reportsSection(reports)] : [],
    inviteSection(showOpen), open, section(say.everybody, makeList(people, personItem, say.nobodyElse)),
    makeLink(say.changes, '/changes'), makeLink(say.trash, '/trash'));
};

async function openInvitations() {
  const { invitations } = await ask('GET', 'invitations');
  if (!invitations.length) return [];
  return [section(say.openInvitations, makeList(invitations, ({ id, role, ends }) => [
    make('div', {}, text('strong', roleText(role)), text('small', say.goodUntil(dateText(ends)))),
    makeButton(say.takeBack, async button => {
      await ask('DELETE', `invitations/${segment(id)}`);
      button.closest('li').remove();
    }),
  ], say.none))];
}

function personItem({ name, role, used, photos, bytes }) {
  const place = make('div', { className: 'made' }), isOwn = name === session.name;
  const about = [roleText(role), say.photosOf(photos), photos ? sizeText(bytes) : '', used ? say.lastHere(dateText(used)) : ''].filter(Boolean).join(' · ');
  const head = make('div', {}, text('strong', name), text('small', isOwn ? `${about} · ${say.you}` : about));
  if (isOwn) return [head];
  const select = make('select', { ariaLabel: say.roleOf(name) }, ...['keeper', 'member', 'guest'].map(value =>
    make('option', { value, textContent: roleText(value), selected: value === role })));
  let before = role;
  select.onchange = async () => {
    try {
      await ask('PATCH', `people/${segment(name)}`, { role: select.value });
      before = select.value;
      sayNote(say.roleChanged(name, roleText(before)));
    } catch (problem) {
      select.value = before;
      sayNote(refusalText(problem));
    }
  };
  return [head, make('details', { className: 'more' }, make('summary', { textContent: say.changePerson, ariaLabel: say.changeNamed(name) }),
    make('label', { className: 'field' }, text('span', say.role), select),
    makeButton(say.resetPassword, async () => {
      const { url } = await ask('POST', `people/${segment(name)}/reset`);
      showLink(place, url, say.resetMade(name));
    }), place,
    makeButton(say.removePerson, async button => {
      const photos = await choose(say.removeSure(name), [[say.removeKeep, 'keep', 'danger'], [say.removeTrash, 'trash', 'danger']], say.removeWhat);
      if (!photos) return;
      await ask('DELETE', `people/${segment(name)}`, { photos });
      button.closest('li').remove();
      sayNote(say.removed(name));
    }, 'danger'))];
}

function requestsSection(requests) {
  return section(say.requests, makeList(requests, ({ id, name, made }) => {
    const answer = (label, act, kind) => makeButton(label, async button => {
      await act();
      button.closest('li').remove();
      sayNote(say.answered(name));
    }, kind);
    return [make('div', {}, text('strong', name), text('small', say.askedOn(dateText(made)))),
      answer(say.acceptMember, () => ask('POST', `requests/${segment(id)}`, { role: 'member' }), 'primary'),
      answer(say.acceptGuest, () => ask('POST', `requests/${segment(id)}`, { role: 'guest' })),
      answer(say.decline, () => ask('DELETE', `requests/${segment(id)}`))];
  }, say.none));
}

function reportsSection(reports) {
  const reasons = { person: say.showsPerson, door: say.showsDoor };
  return section(say.reports, makeList(reports, ({ id, photo, reason, words, name, made }) => {
    const done = (label, act, kind) => makeButton(label, async button => {
      await act();
      await ask('DELETE', `reports/${segment(id)}`);
      button.closest('li').remove();
    }, kind);
    return [make('a', { href: `/#photo=${segment(photo)}` }, thumbnail(photo, say.reported)),
      make('div', {}, text('strong', reasons[reason] ?? say.otherReason), words ? text('p', words) : null, text('small', [name, momentText(made)].filter(Boolean).join(' · '))),
      done(say.hide, () => ask('PATCH', `photos/${segment(photo)}`, { hidden: true }), 'primary'),
      done(say.remove, () => ask('DELETE', `photos/${segment(photo)}`), 'danger'),
      done(say.nothingWrong, () => {})];
  }, say.none));
}


pages['/trash'] = async () => {
  if (!await requireSignIn(maySend)) return;
  const photos = await askAll('trash', 'photos');
  fillPage(say.trash, text('p', say.trashKeeps, { className: 'hint' }), makeList(photos, ({ id, name, removed, by, ends }) => [
    make('div', {}, text('strong', name), text('small', say.removedOn(momentText(removed), by ?? '')), text('small', say.goneOn(dateText(ends)))),
    makeButton(say.putBack, async button => {
      await ask('POST', `trash/${segment(id)}`);
      button.closest('li').remove();
      sayNote(say.isBack);
    }),
  ], say.trashEmpty));
};

const changeText = ({ what, words }) => [Object.hasOwn(say.didWhat, what) ? say.didWhat[what] : what, words].filter(Boolean).join(': ');

function changeItem({ id, when, who, what, photo, words, undone }) {
  const about = make('div', {}, text('strong', changeText({ what, words })), text('small', [who || say.somebody, momentText(when)].join(' · ')));
  const wasUndone = () => text('small', say.wasUndone);
  if (undone) about.append(wasUndone());
  const undo = !undone && isKeeper() ? makeButton(say.undo, async button => {
    try {
      await ask('POST', `changes/${segment(id)}/undo`);
    } catch (problem) {
      return sayNote(problem.status === 409 ? (tongue === 'en' && problem.message) || say.undoNot : refusalText(problem));
    }
    button.replaceWith(wasUndone());
  }) : null;
  return [photo ? make('a', { href: `/#photo=${segment(photo)}` }, thumbnail(photo, say.photo)) : null, about, undo];
}

pages['/changes'] = async () => {
  if (!await requireSignIn(maySend)) return;
  const list = make('div', {}), more = makeButton(say.more, () => show());
  let cursor = null;
  const show = async () => {
    const answer = await ask('GET', `changes${cursor ? `?cursor=${segment(cursor)}` : ''}`);
    list.append(makeList(answer.changes, changeItem, say.noChanges));
    cursor = answer.next;
    more.hidden = !cursor;
  };
  await show();
  fillPage(isKeeper() ? say.changes : say.ownChanges, text('p', isKeeper() ? say.changesHint : say.ownChangesHint, { className: 'hint' }), list, more);
};


let opened = null;
const memory = new Map();
let memoryKey = 0;

function openStore() {
  opened ??= new Promise(done => {
    let request;
    try {
      request = indexedDB.open('catalog', 1);
    } catch {
      return done(null);
    }
    request.onupgradeneeded = () => request.result.createObjectStore('uploads', { keyPath: 'key', autoIncrement: true });
    request.onsuccess = () => done(request.result);
    request.onerror = () => done(null);
  });
  return opened;
}

async function inStore(mode, act) {
  const store = await openStore();
  if (!store) return undefined;
  return new Promise((done, fail) => {
    const transaction = store.transaction('uploads', mode), request = act(transaction.objectStore('uploads'));
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = transaction.onerror = () => fail(transaction.error);
  });
}

const keptUploads = async () => await inStore('readonly', uploads => uploads.getAll()) ?? [...memory.values()];

async function keepUpload(upload, file) {
  const key = await inStore('readwrite', uploads => uploads.add({ ...upload, file }));
  if (key !== undefined) return key;
  memory.set(++memoryKey, { ...upload, file, key: memoryKey });
  return memoryKey;
}

async function keepState(upload) {
  const kept = upload.state === 'sent' ? { ...upload, file: null } : upload;
  if (await openStore()) await inStore('readwrite', uploads => uploads.put(kept));
  else memory.set(kept.key, kept);
}

async function forgetUpload(key) {
  memory.delete(key);
  await inStore('readwrite', uploads => uploads.delete(key));
}

async function forgetUploads() {
  memory.clear();
  await inStore('readwrite', uploads => uploads.clear());
}

const countWaiting = async () => countUploads(ownUploads(await keptUploads().catch(() => []), session.name)).waiting;


const sender = { queue: [], request: null, timer: 0, sent: 0, onchange: () => {} };

function sendFile(upload, onProgress) {
  return new Promise(done => {
    const request = sender.request = new XMLHttpRequest();
    request.open('POST', `/api/v1/photos?name=${segment(upload.name)}`);
    request.setRequestHeader('Content-Type', upload.type || 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    const end = status => done({ status, answer: request.response, seconds: Number(request.getResponseHeader('Retry-After')) || 0 });
    request.onload = () => {
      noteOwnChange();
      end(request.status);
    };
    request.onerror = request.ontimeout = () => end(0);
    request.onabort = () => done(null);
    request.send(upload.file);
  });
}

function setUpload(upload) {
  const at = sender.queue.findIndex(({ key }) => key === upload.key);
  if (at >= 0) sender.queue[at] = upload;
  sender.onchange();
}

async function sendDue() {
  if (sender.isRunning) return;
  sender.isRunning = true;
  clearTimeout(sender.timer);
  try {
    await locked(async () => {
      let upload;
      while ((upload = nextUpload(sender.queue, Date.now()))) await sendOne(upload);
    });
  } finally {
    sender.isRunning = false;
    const due = nextDue(sender.queue, Date.now());
    if (due < Infinity) sender.timer = setTimeout(sendDue, due + 50);
    sender.onchange();
  }
}

async function sendOne(upload) {
  setUpload({ ...upload, state: 'sending', progress: 0 });
  const result = await sendFile(upload, progress => setUpload({ ...upload, state: 'sending', progress }));
  sender.request = null;
  if (!result) return;
  const after = afterAnswer(upload, result.status, result.answer, result.seconds, Date.now());
  if (after.state === 'sent') sender.sent++;
  await keepState(after).catch(() => {});
  setUpload(after);
  sender.queue = holdAll(sender.queue, after);
  sender.onchange();
}

const locked = act => navigator.locks ? navigator.locks.request('catalog uploads', { ifAvailable: true }, lock => lock ? act() : null) : act();

async function loadQueue() {
  sender.queue = ownUploads(await keptUploads().catch(() => []), session.name).filter(({ state }) => state !== 'asked').map(afterRestart);
  sender.onchange();
}

async function addFiles(files) {
  for (const file of files) {
    const upload = newUpload(file.name || 'photo.jpg', file.size, file.type, Date.now(), session.name);
    let key;
    try {
      key = await keepUpload(upload, file);
    } catch {
      memory.set(--memoryKey, { ...upload, file, key: memoryKey });
      key = memoryKey;
    }
    sender.queue.push({ ...upload, file, key });
    sender.onchange();
  }
  sendDue();
}

async function dropUpload(upload) {
  const isSending = sender.queue.find(({ key }) => key === upload.key)?.state === 'sending';
  sender.queue = sender.queue.filter(({ key }) => key !== upload.key);
  if (isSending) sender.request?.abort();
  await forgetUpload(upload.key);
  sender.onchange();
}

async function sendNow() {
  sender.queue = sender.queue.map(retryNow);
  await sendDue();
}


const uploadItems = new Map();

function makeUploadPanel(onPlaces, onDone) {
  const summary = make('p', { className: 'summary', role: 'status' }), list = make('ul', { className: 'things uploads' });
  const places = makeButton('', onPlaces, 'primary'), hint = make('p', { className: 'hint' });
  const again = makeButton(say.sendNow, sendNow), more = makeChooser(say.addMore, ''), done = makeButton(say.done, onDone, 'plain');
  const signIn = makeLink(say.signIn, '/sign-in', 'big primary');
  const update = () => {
    const counts = countUploads(sender.queue), isOffline = sender.queue.some(({ reason }) => reason === 'network' || reason === 'gaveUp');
    const summaryText = uploadSummary(counts);
    if (summary.textContent !== summaryText) summary.textContent = summaryText;
    places.hidden = !counts.unplaced || counts.waiting > 0;
    places.textContent = say.sayWhere(counts.unplaced);
    hint.textContent = counts.unplaced ? placeHint() : '';
    hint.hidden = !counts.unplaced;
    again.hidden = !isOffline;
    more.hidden = !sender.queue.length;
    signIn.hidden = !sender.queue.some(({ reason }) => reason === 'signIn');
    for (const [key, item] of uploadItems) {
      if (sender.queue.some(upload => upload.key === key)) continue;
      item.remove();
      uploadItems.delete(key);
    }
    for (const upload of sender.queue) updateItem(upload, list);
  };
  uploadItems.clear();
  return { element: make('div', { className: 'panel' }, summary, places, hint, signIn, again, list, more, done), update };
}

function uploadSummary({ waiting, sent, refused, unplaced }) {
  if (waiting && !navigator.onLine) return say.waitForNetwork(waiting);
  if (waiting) return say.sendingNow(sent + 1, sent + waiting);
  if (!sent && !refused) return say.nothingToSend;
  return [sent && say.allSent(sent), sent && (unplaced ? say.needPlace(unplaced) : say.allPlaced), refused && say.someRefused(refused)].filter(Boolean).join(' ');
}

function uploadState({ state, reason, detail, progress = 0, isPlaced, isSeen }) {
  if (state === 'sending') return say.sendingPart(new Intl.NumberFormat(region, { style: 'percent' }).format(progress));
  if (state === 'waiting') return { network: say.waitsNetwork, later: say.waitsLater, limit: say.waitsTomorrow, signIn: say.signInFirst, gaveUp: say.gaveUp }[reason] ?? say.waits;
  if (state === 'sent') return `${reason === 'known' ? say.wasThere : say.sent} ${isPlaced ? say.placeArrived : isSeen ? '' : say.placeMissing}`.trim();
  return { tooLarge: say.tooLarge, noPhoto: say.noPhoto, mayNot: say.mayNot, noSpace: say.noSpace }[reason] ?? ((tongue === 'en' && detail) || say.notTaken);
}

function updateItem(upload, list) {
  const item = uploadItems.get(upload.key) ?? makeItem(upload, list), { state, progress = 0 } = upload;
  const about = uploadState(upload);
  if (item.about.textContent !== about) item.about.textContent = about;
  item.bar.hidden = state !== 'sending';
  item.bar.value = progress;
  item.dataset.state = state === 'sent' && !upload.isPlaced && !upload.isSeen ? 'unplaced' : state;
  item.cancel.hidden = state === 'sent';
  item.again.hidden = !(state === 'waiting' && upload.notBefore === Infinity && upload.reason === 'gaveUp');
  item.naming.hidden = !(state === 'sent' && upload.photo);
}

function makeItem(upload, list) {
  const item = make('li', {}), address = upload.file && /^image\/(jpeg|png|webp|gif|avif)$/.test(upload.type) ? URL.createObjectURL(upload.file) : '';
  const image = address ? smallPicture(address) : upload.photo ? thumbnail(upload.photo) : noPicture();
  image.onload = () => { if (address) URL.revokeObjectURL(address); };
  item.about = text('small', '');
  item.bar = make('progress', { max: 1, ariaLabel: say.progressOf(upload.name) });
  item.cancel = makeButton(say.cancelUpload, () => dropUpload(upload), 'plain');
  item.cancel.ariaLabel = say.cancelNamed(upload.name);
  item.again = makeButton(say.tryAgain, sendNow);
  item.naming = makeButton(say.whoIsIt, () => {
    const now = sender.queue.find(({ key }) => key === upload.key);
    openNaming([now.photo]);
  });
  item.append(image, make('div', {}, text('strong', upload.name), item.about, item.bar), item.again, item.naming, item.cancel);
  uploadItems.set(upload.key, item);
  list.append(item);
  return item;
}

async function clearSent() {
  const done = sender.queue.filter(({ state, isPlaced, isSeen, photo }) => state === 'refused' || (state === 'sent' && (isPlaced || isSeen || !photo)));
  sender.queue = sender.queue.filter(upload => !done.includes(upload));
  for (const { key } of done) await forgetUpload(key);
  sender.onchange();
}

async function closePlace(upload, isPlaced) {
  const after = { ...upload, isPlaced, isSeen: true };
  setUpload(after);
  await keepState(after);
}


function makeChooser(label, className) {
  const input = make('input', { type: 'file', multiple: true, hidden: true, tabIndex: -1 });
  input.onchange = () => {
    const files = [...input.files];
    input.value = '';
    takeFiles(files);
  };
  const button = make('button', { type: 'button', className: `big ${className}`, textContent: label, onclick: () => input.click() });
  return make('div', { className: 'chooser' }, button, input);
}

let onFilesTaken = () => {};

function takeFiles(files) {
  if (!files.length) return;
  onFilesTaken();
  addFiles(files);
}

function listenForFiles() {
  const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes('Files');
  document.addEventListener('dragover', event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  document.addEventListener('dragleave', ({ relatedTarget }) => { if (!relatedTarget) document.body.classList.remove('dropping'); });
  document.addEventListener('drop', event => {
    document.body.classList.remove('dropping');
    if (!hasFiles(event)) return;
    event.preventDefault();
    takeFiles([...event.dataTransfer.files]);
  });
  document.addEventListener('paste', event => {
    const files = [...event.clipboardData?.files ?? []];
    if (!files.length) return;
    event.preventDefault();
    takeFiles(files);
  });
  addEventListener('online', sendNow);
  addEventListener('offline', () => sender.onchange());
}

async function askForShared() {
  const shared = askedUploads(await keptUploads().catch(() => []));
  if (!shared.length) return;
  const answer = await choose(say.sendShared(shared.length), [[say.sendThem, 'send', 'primary'], [say.dropThem, 'drop', '']]);
  if (answer === null) return;
  for (const upload of shared) {
    if (answer === 'drop') await forgetUpload(upload.key);
    else await keepState({ ...upload, state: 'waiting', owner: session.name });
  }
}

pages['/add'] = async () => {
  if (isSessionKnown && !await requireSignIn(maySend)) return;
  const { element, update } = makeUploadPanel(() => { leaveNext('next', 'pins'); location.assign('/'); }, () => clearSent().then(() => location.assign('/')));
  sender.onchange = update;
  fillPage(say.addPhotos, makeChooser(say.choosePhotos, 'primary'), element);
  listenForFiles();
  await askForShared();
  await loadQueue();
  sendNow();
};


const inPanel = (...content) => make('div', { className: 'panel' }, ...content);

function openDialog(heading, content, onClose = () => {}) {
  const dialog = make('dialog', { className: 'over' }), title = text('h2', heading, { id: `dialog-${++fieldCount}`, tabIndex: -1, autofocus: true });
  const close = make('button', { type: 'button', className: 'big plain', textContent: '✕', ariaLabel: say.close, onclick: () => dialog.close() });
  dialog.setAttribute('aria-labelledby', title.id);
  dialog.append(make('div', { className: 'head' }, title, close), content);
  dialog.onclose = () => {
    dialog.remove();
    onClose();
  };
  dialog.addEventListener('keydown', event => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}


const bar = { panel: null, isLeaving: false };

function makeBar() {
  const waiting = make('button', { type: 'button', className: 'big waiting', hidden: true, onclick: openUploads });
  const buttons = make('div', { className: 'buttons' });
  if (maySend()) buttons.append(makeChooser(say.addPhotos, 'primary'));
  if (session.keeperNeeded) buttons.append(makeLink(say.chooseName, '/keeper', 'big primary'));
  if (session.signedIn) buttons.append(makeButton(session.name ?? say.account, openMenu, 'plain own'));
  else buttons.append(makeLink(say.signIn, '/sign-in', 'big'));
  const place = make('div', { id: 'server' }, waiting, buttons);
  document.querySelector('aside').append(place);
  bar.waiting = waiting;
  sender.onchange = updateBar;
}

function updateBar() {
  const { waiting, unplaced } = countUploads(sender.queue);
  bar.waiting.hidden = !(waiting || unplaced);
  bar.waiting.textContent = waiting ? navigator.onLine ? say.sending(waiting) : say.waitForNetwork(waiting) : say.needPlace(unplaced);
  bar.panel?.update();
}

function openMenu() {
  const links = [[say.account, '/account'], ...isKeeper() ? [[say.people, '/people']] : [], ...maySend() ? [[isKeeper() ? say.changes : say.ownChanges, '/changes'], [say.trash, '/trash']] : [], [say.privacy, '/privacy']];
  openDialog(session.name ?? say.account, make('div', { className: 'panel' }, text('p', roleText(session.role), { className: 'hint' }),
    ...links.map(([label, address]) => makeLink(label, address)), makeButton(say.signOut, signOut)));
}

function openUploads() {
  if (bar.panel) return;
  const { element, update } = makeUploadPanel(() => { dialog.close(); startPins(); }, () => dialog.close());
  bar.panel = { update };
  const dialog = openDialog(say.uploads, element, () => {
    bar.panel = null;
    clearSent();
    reloadIfDue();
  });
  update();
}


const pins = { jobs: [], panel: null, last: null, done: null };

async function startPins() {
  const jobs = unplacedUploads(sender.queue).map(upload => ({ id: upload.photo, name: upload.name, upload }));
  if (!jobs.length) return;
  await putPins(jobs);
  await clearSent();
  sayNote(say.pinsDone);
  reloadIfDue();
}

const movePin = ({ id, name, latitude, longitude }) => putPins([{ id, name, from: latitude == null ? null : { latitude, longitude } }]);

function putPins(jobs) {
  return new Promise(done => {
    Object.assign(pins, { jobs: [...jobs], total: jobs.length, moved: 0, done });
    document.body.classList.add('pinning');
    marks.inert = true;
    hideCard();
    placing = place => glideTo({ ...view, ...worldPlace(place) }, 250);
    pins.pin = document.querySelector('main').appendChild(make('div', { id: 'pin', ariaHidden: 'true' }));
    pins.panel = document.querySelector('aside').appendChild(make('section', { id: 'pin-panel' }));
    document.addEventListener('keydown', pinKeys, true);
    loadOwnPlaces().then(places => {
      pins.places = places;
      showPin(true);
    });
  });
}

function pinKeys(event) {
  const inPanel = pins.panel.contains(event.target), step = event.shiftKey ? 100 : 20;
  const act = event.key === 'Escape' ? endPins : inPanel && {
    ArrowLeft: () => moveBy(-step, 0), ArrowRight: () => moveBy(step, 0), ArrowUp: () => moveBy(0, -step), ArrowDown: () => moveBy(0, step), '+': () => zoomBy(1), '-': () => zoomBy(-1),
  }[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

const worldPlace = ({ x, y }) => ({ x: view.x + (x - view.width / 2) / worldSize(), y: view.y + (y - view.height / 2) / worldSize() });

async function loadOwnPlaces() {
  const { photos } = await ask('GET', 'photos?mine=true&limit=30').catch(() => ({ photos: [] }));
  return distinctPlaces(photos, distanceBetween).slice(0, 5);
}

function distinctPlaces(photos, distance, metres = 30) {
  const some = [];
  for (const photo of photos) {
    if (photo.latitude != null && photo.uncertainty == null && some.every(other => distance(other, photo) > metres)) some.push(photo);
  }
  return some;
}

const jobPicture = id => smallPicture(`/api/v1/photos/${segment(id)}/thumbnail`, '', `/api/v1/photos/${segment(id)}/original`);

function showPin(isFirst) {
  const [job] = pins.jobs, { places = [] } = pins;
  pins.accuracy = null;
  const start = job.from ?? pins.last ?? places[0] ?? null;
  if (start && (isFirst || job.from)) movePinTo(start, 17);
  else if (isFirst && view.zoom < 14) showView({ ...view, zoom: Math.min(16, view.zoom + 2) });
  const number = pins.total > 1 ? text('small', say.pinOf(pins.total - pins.jobs.length + 1, pins.total)) : null;
  const heading = text('h1', say.whereTaken, { id: 'pin-title', tabIndex: -1 });
  const status = text('p', '', { role: 'status', className: 'hint' });
  const go = (place, zoom = 18) => {
    pins.accuracy = place.accuracy ?? null;
    movePinTo(place, zoom);
  };
  const own = places.filter(place => place.id !== job.id).map(place => make('button', {
    type: 'button', className: 'place', ariaLabel: say.placeOf((place.tags ?? []).map(catName).join(', ') || (place.taken ? dayText(place.taken) : place.name ?? '')), onclick: () => go(place),
  }, thumbnail(place.id)));
  pins.panel.setAttribute('aria-labelledby', heading.id);
  pins.panel.replaceChildren(
    make('div', { className: 'job' }, jobPicture(job.id), make('div', {}, heading, number, text('p', say.moveMapUnderPin))),
    makeButton(say.pinHere, () => savePin(job), 'primary'),
    make('div', { className: 'ways' },
      ...window.isSecureContext && navigator.geolocation ? [makeButton(say.whereIAm, () => findMe(status, go))] : [],
      ...pins.last ? [makeButton(say.asBefore, () => go(pins.last))] : []),
    status, ...own.length ? [text('p', say.ownPlaces, { className: 'hint' }), make('div', { className: 'places' }, ...own)] : [],
    makeButton(job.upload ? say.skipPlace : say.cancel, () => skipPin(job), 'plain'));
  pins.panel.scrollTop = 0;
  heading.focus({ preventScroll: true });
}

const movePinTo = ({ latitude, longitude }, zoom) => glideTo({ x: worldX(longitude), y: worldY(latitude), zoom: Math.max(view.zoom, zoom) }, 400);

function findMe(status, go) {
  status.textContent = say.lookingForYou;
  return new Promise(done => {
    navigator.geolocation.getCurrentPosition(({ coords: { latitude, longitude, accuracy } }) => {
      go({ latitude, longitude, accuracy }, accuracy > 100 ? 16 : 18);
      pins.found = { latitude, longitude };
      status.textContent = say.foundYou(metresText(accuracy));
      done();
    }, ({ code }) => {
      status.textContent = code === 1 ? say.positionRefused : say.positionUnknown;
      done();
    }, { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 });
  });
}

async function savePin(job) {
  const to = destination(), place = { latitude: Number(latitudeAt(to.y).toFixed(7)), longitude: Number((wrapped(to.x - 0.5) * 360).toFixed(7)) };
  const isFound = pins.accuracy !== null && pins.found && distanceBetween(pins.found, place) < 2;
  const position = { ...place, ...isFound ? { accuracy: Math.max(1, Math.round(pins.accuracy)) } : {} };
  await ask('PATCH', `photos/${segment(job.id)}`, { position });
  pins.last = place;
  pins.moved++;
  if (job.upload) await closePlace(job.upload, true);
  nextPin();
}

async function skipPin(job) {
  if (job.upload) await closePlace(job.upload, false);
  nextPin();
}

function nextPin() {
  pins.jobs.shift();
  if (pins.jobs.length) showPin(false);
  else endPins();
}

function endPins() {
  if (!pins.panel) return;
  document.body.classList.remove('pinning');
  marks.inert = false;
  placing = null;
  document.removeEventListener('keydown', pinKeys, true);
  pins.pin.remove();
  pins.panel.remove();
  pins.panel = null;
  pins.done(pins.moved > 0);
}


const tagOf = typed => typed.includes('/') ? typed : `cats/${typed}`;

const cleanName = typed => typed.normalize('NFC').replace(/\s+/g, ' ').trim();

function tagMeant(typed, names) {
  const same = other => cleanName(other).toLowerCase() === cleanName(typed).toLowerCase();
  return names.find(({ name }) => same(name) || same(catName(name)))?.name ?? tagOf(cleanName(typed));
}

async function changeTags(ids, change) {
  const answers = [];
  for (const id of ids) answers.push(await ask('PATCH', `photos/${segment(id)}`, { tags: change }));
  return answers;
}

function makeNaming(ids, { tags = [], latitude, longitude } = {}, onChange = () => {}) {
  const has = new Set(tags), chips = make('div', { className: 'names' }), found = make('div', { className: 'names', role: 'group', ariaLabel: say.suggestions });
  const field = makeField('cat', say.catName, { autocomplete: 'off', spellcheck: false, maxLength: 100, required: false, enterKeyHint: 'done' }), input = field.querySelector('input');
  let names = [], run = 0, timer = 0;
  const showChips = () => chips.replaceChildren(...[...has].map(tag => {
    const chip = makeButton(`${catName(tag)} ✕`, () => change({ remove: [tag] }));
    chip.ariaLabel = say.takeName(catName(tag));
    return chip;
  }));
  const change = async what => {
    const answers = await changeTags(ids, what);
    for (const tag of what.add ?? []) has.add(tag);
    for (const tag of what.remove ?? []) has.delete(tag);
    showChips();
    input.value = '';
    onChange(answers);
    sayNote(what.add ? say.named(catName(what.add[0]), ids.length) : say.nameTakenAway(catName(what.remove[0])));
    await complete();
  };
  const complete = async () => {
    const own = ++run, query = new URLSearchParams();
    if (latitude != null) query.set('near', `${latitude},${longitude}`);
    else if (ids.length === 1) query.set('photo', ids[0]);
    if (input.value.trim()) query.set('prefix', cleanName(input.value));
    const answer = await ask('GET', `names?${query}`).catch(() => ({ names: [] }));
    if (own !== run) return;
    names = answer.names;
    found.replaceChildren(...names.filter(({ name }) => !has.has(name)).slice(0, 8).map(({ name }) => makeButton(catName(name), () => change({ add: [name] }))));
  };
  input.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(complete, 150);
  };
  const form = make('form', { noValidate: true, onsubmit: event => event.preventDefault() }, field, makeButton(say.addName, async () => {
    if (!input.value.trim()) return input.focus();
    await change({ add: [tagMeant(input.value, names)] });
  }, 'primary'));
  input.onkeydown = event => {
    if (event.key === 'Enter' && !event.isComposing) form.querySelector('.primary').click();
  };
  showChips();
  complete();
  return make('div', { className: 'panel naming' }, chips, found, form);
}

async function openNaming(ids, about) {
  const known = about ?? (ids.length === 1 ? await ask('GET', `photos/${segment(ids[0])}`).catch(() => ({})) : {});
  const dialog = openDialog(ids.length > 1 ? say.nameSeveral(ids.length) : say.whoIsIt,
    make('div', { className: 'panel' }, make('div', { className: 'places' }, ...ids.slice(0, 6).map(id => thumbnail(id))), makeNaming(ids, known),
      makeButton(say.done, () => dialog.close(), 'plain')), reloadIfDue);
  return dialog;
}


async function showCare(photo) {
  const id = idOf(photo);
  if (!id || !session.signedIn) return;
  const about = await ask('GET', `photos/${segment(id)}`).catch(() => null);
  if (!about || selected !== photo) return;
  const place = make('section', { className: 'care' });
  fillCare(place, { ...about, id });
  details.querySelector('.picture').after(place);
}

function fillCare(place, photo) {
  const can = new Set(photo.can ?? []), { id } = photo, buttons = make('div', { className: 'ways' });
  const update = answer => fillCare(place, { ...photo, ...answer, can: answer.can ?? photo.can, id });
  const change = async (body, note) => {
    update(await ask('PATCH', `photos/${segment(id)}`, body) ?? body);
    sayNote(note);
  };
  const add = (right, label, act, kind) => { if (can.has(right)) buttons.append(makeButton(label, act, kind)); };
  add('tag', photo.tags?.length ? say.changeNames : say.nameIt, () => {
    const dialog = openDialog(say.whoIsIt, make('div', { className: 'panel' },
      makeNaming([id], photo, answers => update(answers.at(-1) ?? {})), makeButton(say.done, () => dialog.close(), 'plain')), reloadIfDue);
  }, photo.tags?.length ? '' : 'primary');
  add('place', photo.latitude == null ? say.sayWhere(1) : say.movePin, async () => {
    if (await movePin(photo)) sayNote(say.pinMoved);
    reloadIfDue();
  }, photo.latitude == null ? 'primary' : '');
  add('title', photo.title ? say.changeTitle : say.giveTitle, () => openTitle(photo, change));
  if (!photo.hidden) add('hide', say.hide, () => change({ hidden: true }, say.isHidden));
  if (photo.hidden) add('show', say.show, () => change({ hidden: false }, say.isShown));
  add('report', say.report, () => openReport(id));
  add('remove', say.remove, async () => {
    if (!await choose(say.removePhotoSure, [[say.remove, true, 'danger']], say.trashKeeps)) return;
    await ask('DELETE', `photos/${segment(id)}`);
    sayNext(say.photoRemoved);
    closePhoto();
    location.reload();
  }, 'danger');
  const notes = [photo.own ? say.yourPhoto : photo.owner ? say.photoBy(photo.owner) : '', photo.hidden ? say.hiddenNow : ''].filter(Boolean);
  place.replaceChildren(
    ...photo.tags?.length ? [make('div', { className: 'names' }, ...photo.tags.map(tag => makeButton(say.about(catName(tag)), () => openCat(tag))))] : [],
    ...notes.length ? [text('p', notes.join(' '), { className: 'hint' })] : [], ...can.has('rate') ? [makeStars(photo, change)] : [], buttons);
}

function makeStars({ rating = 0 }, change) {
  return make('div', { className: 'stars', role: 'group', ariaLabel: say.rating }, ...[1, 2, 3, 4, 5].map(stars => {
    const button = makeButton(stars <= rating ? '★' : '☆', () => change({ rating: stars === rating ? 0 : stars }, say.rated(stars === rating ? 0 : stars)), 'plain');
    button.ariaLabel = say.stars(stars);
    button.ariaPressed = String(stars === rating);
    return button;
  }));
}

function openTitle({ title = '', description = '' }, change) {
  const about = makeField('description', say.description, { value: description, required: false, maxLength: 2000 });
  const dialog = openDialog(say.giveTitle, inPanel(makeForm([makeField('title', say.photoTitle, { value: title, required: false, maxLength: 200 }), about], say.keep,
    async ({ title, description }) => {
      await change({ title, description }, say.kept);
      dialog.close();
    })), reloadIfDue);
}

function openReport(id) {
  const reason = (value, label) => make('label', { className: 'box' }, make('input', { type: 'radio', name: 'reason', value }), text('span', label));
  const reasons = make('fieldset', {}, text('legend', say.reportWhy), reason('person', say.showsPerson), reason('door', say.showsDoor), reason('other', say.otherReason));
  reasons.querySelector('input').checked = true;
  const dialog = openDialog(say.report, inPanel(makeForm([reasons, makeField('words', say.reportWords, { required: false, maxLength: 500 })], say.sendReport, async ({ words }) => {
    await ask('POST', `photos/${segment(id)}/report`, { reason: reasons.querySelector('input:checked').value, words });
    dialog.close();
    sayNote(say.reportSent, document.body);
  })));
}


const picking = { isOn: false, ids: new Map(), button: null, bar: null };

function makePicking() {
  if (!maySend()) return;
  picking.button = make('button', { type: 'button', className: 'pick', textContent: say.select, ariaPressed: 'false', onclick: () => setPicking(!picking.isOn) });
  document.getElementById('list-head').append(picking.button);
  listElement.addEventListener('click', event => {
    const item = picking.isOn && event.target.closest('.row');
    if (!item) return;
    event.stopPropagation();
    togglePick(Number(item.id.slice(4)));
  }, true);
  listElement.addEventListener('keydown', event => {
    if (!picking.isOn) return;
    if (event.key === 'Escape') setPicking(false);
    else if (event.key === 'Enter' || event.key === ' ') togglePick(list.active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  new MutationObserver(() => { if (picking.isOn) markPicked(); }).observe(listElement, { childList: true });
}

function setPicking(isOn) {
  Object.assign(picking, { isOn, ids: new Map() });
  picking.button.ariaPressed = String(isOn);
  picking.button.textContent = isOn ? say.stopSelecting : say.select;
  listElement.classList.toggle('picking', isOn);
  listElement.ariaMultiSelectable = isOn ? 'true' : null;
  picking.bar?.remove();
  picking.bar = isOn ? byID('server').appendChild(make('div', { className: 'picked' })) : null;
  byID('server').classList.toggle('is-picking', isOn);
  markPicked();
  if (!isOn) drawItems();
}

function togglePick(position) {
  const row = list.rows[position], id = idOf(photoAt(row));
  if (!picking.ids.delete(id)) picking.ids.set(id, row);
  markPicked();
}

function markPicked() {
  for (const [position, item] of list.items) {
    const isPicked = picking.isOn && picking.ids.has(idOf(photoAt(list.rows[position])));
    item.classList.toggle('picked', isPicked);
    if (picking.isOn) item.ariaSelected = String(isPicked);
  }
  if (!picking.bar) return;
  const ids = [...picking.ids.keys()], count = ids.length;
  picking.bar.replaceChildren(text('p', say.selected(count), { role: 'status' }));
  if (!count) return;
  picking.bar.append(
    makeButton(say.nameIt, () => openNaming(ids, placeOfPicked()), 'primary'),
    makeButton(say.hide, () => changeAll(ids, id => ask('PATCH', `photos/${segment(id)}`, { hidden: true }), say.hiddenAll)),
    makeButton(say.remove, async () => {
      if (!await choose(say.removeAllSure(count), [[say.remove, true, 'danger']], say.trashKeeps)) return;
      await changeAll(ids, id => ask('DELETE', `photos/${segment(id)}`), say.removedAll);
    }, 'danger'));
}

function placeOfPicked() {
  const row = [...picking.ids.values()].find(hasPlace);
  return row === undefined ? {} : { latitude: columns.latitude[row] / 1e6, longitude: columns.longitude[row] / 1e6 };
}

async function changeAll(ids, act, said) {
  let done = 0, refusal = null;
  for (const id of ids) await act(id).then(() => { done++; }, problem => { refusal = problem; });
  setPicking(false);
  sayNote([done ? said(done) : '', refusal ? say.notAll(ids.length - done, refusalText(refusal)) : ''].filter(Boolean).join(' '));
  reloadIfDue();
}


async function openCat(tag) {
  let cat;
  try {
    cat = await ask('GET', `tags/${segment(tag)}`);
  } catch (problem) {
    return sayNote(refusalText(problem, { 404: say.noSuchCat }));
  }
  const dialog = openDialog(catName(cat.name), catPanel(cat, () => dialog.close()));
  return dialog;
}

function catPanel(cat, close) {
  const panel = make('div', { className: 'panel cat' });
  if (cat.best) panel.append(make('img', { className: 'best', src: `/api/v1/photos/${segment(cat.best)}/preview`, alt: say.pictureOf(catName(cat.name)) }));
  if (cat.unseenDays >= 7) panel.append(text('p', say.unseen(cat.unseenDays), { className: 'unseen' }));
  panel.append(catFacts(cat), ...catBars(cat));
  if (cat.companions?.length) {
    panel.append(text('h3', say.companions), make('div', { className: 'names' }, ...cat.companions.slice(0, 12).map(({ name, photos }) =>
      makeButton(say.companion(catName(name), photos), () => {
        close();
        return openCat(name);
      }))));
  }
  const { latitude, longitude } = cat.last ?? {};
  if (latitude != null) {
    panel.append(makeButton(say.showLast, () => {
      close();
      glideTo({ x: worldX(longitude), y: worldY(latitude), zoom: Math.max(view.zoom, session.level === 'exact' ? 17 : 14) }, 500);
    }));
  }
  const number = columns.tags.texts.indexOf(cat.name);
  if (number > 0) {
    panel.append(makeButton(say.showOnMap, async () => {
      close();
      await chooseCat(number);
    }, 'primary'));
  }
  return panel;
}

const dayOf = moment => typeof moment === 'object' ? moment?.day : moment;

function catFacts(cat) {
  const facts = make('dl', {}), fact = (term, description) => { if (description) facts.append(text('dt', term), make('dd', {}, ...[description].flat())); };
  const first = dayOf(cat.first), last = dayOf(cat.last);
  fact(say.firstSeen, first && [dayText(first), ...cat.first.finder ? [text('small', say.foundBy(cat.first.finder))] : []]);
  fact(say.lastSeen, last && dayText(last));
  fact(say.photosOfCat, inNumbers(cat.photos));
  if (cat.range?.hectares) fact(say.range, say.hectares(new Intl.NumberFormat(region, { maximumSignificantDigits: 2 }).format(cat.range.hectares)));
  return facts;
}

function makeBars(heading, counts, labels, sentence) {
  const most = Math.max(...counts);
  if (!(most > 0)) return [];
  const bars = make('div', { className: 'bars-of', role: 'img', ariaLabel: sentence }, ...counts.map(count => {
    const bar = make('i', {});
    bar.style.height = `${Math.round(64 * count / most)}px`;
    return bar;
  }));
  return [make('div', {}, text('h3', heading), bars, make('div', { className: 'scale', ariaHidden: 'true' }, ...labels.map(label => text('small', label))))];
}

function catBars({ timeline, hours }) {
  const parts = [], months = monthCounts(timeline);
  if (months.counts.length > 1) {
    const [first, last] = [months.labels[0], months.labels.at(-1)];
    parts.push(...makeBars(say.timeline, months.counts, [first, last], say.timelineSpan(first, last)));
  }
  if (hours?.length === 24) {
    const best = hours.indexOf(Math.max(...hours));
    parts.push(...makeBars(say.hours, hours, [0, 6, 12, 18, 24].map(say.hour), say.mostlyAt(say.hour(best))));
  }
  return parts;
}

function monthCounts(timeline) {
  const some = (Array.isArray(timeline) ? timeline.map(({ month, day, photos = 1 }) => [month ?? day, photos]) : Object.entries(timeline ?? {}))
    .filter(([month]) => /^\d{4}-\d\d/.test(month)).map(([month, photos]) => [Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1, photos]);
  if (!some.length) return { counts: [], labels: [] };
  const first = Math.min(...some.map(([month]) => month)), last = Math.max(...some.map(([month]) => month));
  const counts = new Array(last - first + 1).fill(0);
  for (const [month, photos] of some) counts[month - first] += photos;
  const name = new Intl.DateTimeFormat(region, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format;
  return { counts, labels: counts.map((_, at) => name(new Date(Date.UTC(Math.floor((first + at) / 12), (first + at) % 12)))) };
}

async function chooseCat(number) {
  if (selected) closePhoto();
  await clearFilters();
  const button = [...document.querySelectorAll('#tags button')].find(({ choice }) => choice === number);
  if (button) button.click();
  else {
    chosen.tags.add(number);
    await applyFilters();
  }
  showAll();
}

function makeCatButton() {
  const button = make('button', { type: 'button', textContent: say.aboutCat, onclick: () => openCat(columns.tags.texts[story.tag]) });
  byID('story').prepend(button);
}


function fadeOlder(days) {
  if (!(days > 0)) return;
  fadeBefore = Math.floor(Date.now() / 86400000) - days;
  forgetClusters();
}


const live = { isDue: false, own: -Infinity, timer: 0 };
const MOST = 6, MINUTE = 60_000, OWN = 15_000;

const restFor = (now, followed, own) => {
  const recent = followed.filter(time => time > now - MINUTE);
  return now - own < OWN || recent.length < MOST ? 0 : recent.at(-MOST) + MINUTE - now;
};

function followedTimes() {
  try {
    return JSON.parse(sessionStorage.getItem('followed')) ?? [];
  } catch {
    return [];
  }
}

function noteFollowing(times) {
  try {
    sessionStorage.setItem('followed', JSON.stringify([...times, Date.now()].slice(-MOST)));
  } catch {
  }
}

function noteOwnChange() {
  live.own = Date.now();
}

const isBusy = () => document.hidden || document.activeElement?.matches('input, textarea, select') || document.querySelector('dialog[open]')
  || document.body.classList.contains('pinning') || picking.isOn || sender.isRunning;

function reload() {
  live.isDue = true;
  reloadIfDue();
}

function reloadIfDue() {
  if (!live.isDue || isBusy()) return;
  const followed = followedTimes();
  const rest = restFor(Date.now(), followed, live.own);
  clearTimeout(live.timer);
  if (rest) {
    live.timer = setTimeout(reloadIfDue, rest);
    return;
  }
  const note = byID('note')?.textContent;
  if (note) sayNext(note);
  noteFollowing(followed);
  location.reload();
}

async function hasSessionEnded() {
  const now = await ask('GET', 'session').catch(() => null);
  return now !== null && (now.signedIn !== session.signedIn || now.level !== session.level);
}

function listenForChanges(version) {
  document.addEventListener('visibilitychange', reloadIfDue);
  document.addEventListener('focusout', () => setTimeout(reloadIfDue));
  const channel = new BroadcastChannel('catalog events');
  channel.onmessage = reload;
  const listen = () => {
    const events = new EventSource('/api/v1/events');
    const pass = () => {
      channel.postMessage('changed');
      reload();
    };
    events.addEventListener('open', async () => {
      if (await hasSessionEnded()) {
        leaveNow();
        return;
      }
      const now = (await fetch('/', { method: 'HEAD' })).headers.get('ETag');
      if (now && now !== version) pass();
    });
    events.addEventListener('photos', pass);
    events.addEventListener('replaced', pass);
    events.addEventListener('error', async () => {
      if (events.readyState !== EventSource.CLOSED) return;
      if (await hasSessionEnded()) leaveNow();
      else setTimeout(listen, 30000);
    });
    return new Promise(() => {});
  };
  if (navigator.locks) navigator.locks.request('catalog events', listen);
  else listen();
}

function leaveNow() {
  sayNext(say.sessionEnded);
  document.body.replaceChildren();
  location.replace('/');
}


async function startMap({ version, fade }) {
  document.addEventListener('photo', ({ detail }) => showCare(detail));
  listenForChanges(version);
  fadeOlder(Number(fade));
  await knowSession().catch(() => {});
  makeBar();
  makeCatButton();
  makePicking();
  if (selected) showCare(selected);
  if (maySend()) {
    onFilesTaken = openUploads;
    listenForFiles();
    await loadQueue();
    sendDue();
    if (takeLeft('next') === 'pins') startPins();
  }
}

async function startPage() {
  document.documentElement.lang = tongue;
  const page = Object.hasOwn(pages, location.pathname) ? pages[location.pathname] : null;
  if (!page) return;
  try {
    await knowSession();
  } catch (problem) {
    if (location.pathname !== '/add') return fillPage(say.noAnswer, text('p', refusalText(problem)), makeButton(say.tryAgain, () => location.reload()));
  }
  try {
    await page();
  } catch (problem) {
    fillPage(say.notNow, text('p', refusalText(problem)), makeButton(say.tryAgain, () => location.reload()));
  }
}

const { dataset } = document.currentScript, key = new URLSearchParams(location.hash.slice(1)).get('key');
const left = takeLeft('note');
if (left) sayNote(left);
if (key) useKey(key);
else if (byID('map')) startMap(dataset);
else startPage();
if ('serviceWorker' in navigator && window.isSecureContext) navigator.serviceWorker.register('/worker.js').catch(() => {});
})();

"""#

  /// All styles.
  static let style = #"""
:root {
  --paper: #fffdf9; --ink: #2a241d; --faint: #6b6155; --line: #e6ddcf; --hover: #f6f0e6;
  --accent: #b8430f; --on-accent: #fff;
  --sea: #cfe0e4; --land: #f4efe4; --coast: #a9bfc2; --river: #b4ced6; --border: #c7b3a3; --grid: #e9e1d2; --green: #dde8cc; --building: #e6dccb; --road: #fffdf8; --road-edge: #d9cdb9;
  --label: #5e5447; --label-country: #7b6f60; --ring: #fff;
  --c0: #b8430f; --c1: #1c6ca1; --c2: #3d7a1c; --c3: #7c3fa6; --c4: #b0236a; --c5: #0b756c; --c6: #85690a; --c7: #3c55c4; --c8: #6b6155;
  font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #1d1b19; --ink: #f0e9df; --faint: #b0a597; --line: #38332e; --hover: #292521;
    --accent: #ff9a5c; --on-accent: #26130a;
    --sea: #14202a; --land: #2a2723; --coast: #43525b; --river: #24404f; --border: #5d5147; --grid: #35312c; --green: #2b3326; --building: #37322c; --road: #4a443c; --road-edge: #211e1b;
    --label: #c9bdac; --label-country: #a4988a; --ring: #f5eee4;
    --c0: #ff9a5c; --c1: #74bdf0; --c2: #9ed070; --c3: #cda2ee; --c4: #f592b6; --c5: #63d3c4; --c6: #e5c852; --c7: #a3b2ff; --c8: #b0a597;
  }
}

/* What the server's pages have in common; the colours before this are those of the map */
.big {
  display: inline-grid; place-items: center; min-height: 48px; min-width: 48px; padding: 8px 16px; font: inherit; font-weight: 600; text-align: center; text-decoration: none;
  color: var(--accent); background: var(--paper); border: 1px solid var(--line); border-radius: 12px; cursor: pointer; touch-action: manipulation; overflow-wrap: anywhere;
}
.big.primary { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
.big.danger { color: var(--ink); border-color: currentcolor; }
.big.plain { color: var(--ink); font-weight: 400; }
.big:hover { text-decoration: underline; }
.big[aria-disabled=true] { opacity: .55; cursor: progress; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.hint, .none { color: var(--faint); }
.wrong { color: var(--ink); font-weight: 600; }
.wrong:empty { display: none; }
.wrong::before { content: "⚠ "; }
.field { display: grid; gap: 6px; }
.field label { font-weight: 600; }
.field small, .things small, .box small { color: var(--faint); font-size: .9rem; font-weight: 400; }
.field input, .field select, .link {
  width: 100%; min-height: 48px; padding: 8px 12px; font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--faint); border-radius: 12px;
}
.field input[aria-invalid=true] { border-width: 3px; }
.field .big { justify-self: start; min-height: 44px; }
.box { display: grid; grid-template-columns: 28px minmax(0, 1fr); gap: 12px; align-items: center; min-height: 48px; cursor: pointer; }
.box input { width: 28px; height: 28px; min-height: 0; margin: 0; accent-color: var(--accent); }
.box small { display: block; }
fieldset { display: grid; gap: 4px; margin: 0; padding: 8px 16px 12px; border: 1px solid var(--line); border-radius: 12px; }
legend { padding: 0 6px; font-weight: 600; }
.text form, .panel form, .ask form { display: grid; gap: 16px; }
.things { display: grid; gap: 0; margin: 0; padding: 0; list-style: none; }
.things li { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 12px 0; border-top: 1px solid var(--line); }
.things li > div { flex: 1 1 8.5rem; min-width: 0; overflow-wrap: anywhere; }
.things li > div > * { display: block; }
.things details { flex: 1 1 100%; }
.things .more > * { margin-top: 12px; }
.small { width: 64px; height: 64px; object-fit: cover; border-radius: 10px; background: var(--hover); }
.small.missing { display: inline-grid; place-content: center; padding: 4px; color: var(--faint); font-size: .75rem; line-height: 1.2; text-align: center; overflow-wrap: anywhere; }
summary { min-height: 44px; line-height: 44px; cursor: pointer; }
.kept { display: grid; gap: 10px; padding: 14px 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--hover); }
.kept ul { display: grid; gap: 6px; padding-inline-start: 1.2rem; }
.made { display: grid; gap: 12px; }
.made:empty { display: none; }
.qr { width: min(100%, 280px); height: auto; aspect-ratio: 1; background: #fff; border-radius: 12px; border: 1px solid var(--line); }
.qr path { fill: #000; }
.copy { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 8px; }
.names, .ways, .places { display: flex; flex-wrap: wrap; gap: 8px; }
.names .big { min-height: 44px; padding: 4px 14px; border-radius: 22px; font-weight: 400; color: var(--ink); }
.names:empty, .ways:empty { display: none; }
.uploads progress { width: 100%; height: 10px; accent-color: var(--accent); }
.summary { font-weight: 600; }
[data-state=unplaced] strong::before { content: "⚑ "; }
#note {
  position: fixed; z-index: 10; inset: auto 16px calc(96px + env(safe-area-inset-bottom)); width: fit-content; max-width: min(560px, calc(100% - 32px)); margin: 0 auto; padding: 14px 18px;
  color: var(--paper); background: var(--ink); border-radius: 14px; box-shadow: 0 4px 20px #0006; overflow-wrap: anywhere; pointer-events: none;
}
/* Over a dialog's head, where no button is covered. */
dialog #note { inset: 16px 16px auto; }
#note:empty { display: none; }

/* Pages of text and forms */
body.text { display: block; height: auto; margin: 0; overflow: auto; color: var(--ink); background: var(--paper); font-size: 1.0625rem; line-height: 1.55; }
.text * { box-sizing: border-box; margin: 0; }
:lang(ko) { word-break: keep-all; }
.text [hidden] { display: none !important; }
.text main { display: grid; gap: 16px; max-width: 40rem; margin: 0 auto; padding: 24px 16px calc(48px + env(safe-area-inset-bottom)); overflow-wrap: anywhere; }
.text main > *, .text section > *, .text form > * { min-width: 0; }
.text h1 { font-size: 1.6rem; line-height: 1.25; }
.text h2 { font-size: 1.2rem; }
.text section + section { margin-top: 12px; }
.text a:not(.big) { color: var(--accent); }
.text section { display: grid; gap: 12px; }
.text .way { display: inline-block; min-height: 44px; line-height: 44px; }
.text details > * + * { margin-top: 12px; }
.text main > .big, .text form > .big, .text section > .big { justify-self: stretch; }
#session { display: grid; gap: 16px; padding: 16px; border: 1px solid var(--line); border-radius: 16px; }

/* Over the map */
dialog.over, dialog.ask { margin: auto; padding: 0; color: var(--ink); background: var(--paper); border: 0; border-radius: 18px; box-shadow: 0 8px 40px #0008; overflow-y: auto; overflow-wrap: anywhere; overscroll-behavior: contain; line-height: 1.5; }
dialog::backdrop { background: #0007; }
dialog.over { width: min(560px, 100%); max-width: 100%; max-height: 92dvh; }
dialog .head { position: sticky; top: 0; z-index: 1; display: flex; align-items: center; gap: 8px; padding: 10px 10px 6px 20px; background: var(--paper); }
dialog .head h2 { outline: none; flex: 1; min-width: 0; font-size: 1.25rem; overflow-wrap: anywhere; }
dialog .head .big { border: 0; }
.panel { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; padding: 6px 20px 24px; }
.panel .panel, .text .panel { padding: 0; }
.panel > *, dialog.ask > * { margin: 0; }
dialog.ask { display: none; gap: 12px; width: min(440px, calc(100% - 24px)); padding: 20px; }
dialog.ask[open] { display: grid; }
dialog.ask h2 { font-size: 1.2rem; outline: none; }
.best { width: 100%; max-height: 46vh; object-fit: contain; border-radius: 14px; background: var(--hover); }
.cat dl { margin: 0; }
.cat h3 { font-size: 1rem; }
.unseen { font-weight: 600; }
.bars-of { display: flex; align-items: end; gap: 1px; height: 70px; margin-top: 8px; border-bottom: 1px solid var(--line); }
.bars-of i { flex: 1 1 0; min-width: 0; background: var(--accent); border-radius: 2px 2px 0 0; }
.scale { display: flex; justify-content: space-between; }
aside { grid-template-rows: minmax(0, 1fr) auto; }
#server { display: grid; gap: 8px; padding: 8px 12px; border-top: 1px solid var(--line); background: var(--paper); }
#server .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
#server .buttons > * { flex: 1 1 100%; }
#server .buttons > .chooser { flex-basis: 40%; }
#server .big { width: 100%; }
#server .buttons > .own { flex: 0 1 auto; width: auto; max-width: 9rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; display: block; }
#server.is-picking .buttons { display: none; }
.picked { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
.picked p { flex: 1 1 100%; font-weight: 600; }
#server .picked .big { width: auto; flex: 1; }
#list-head { justify-content: space-between; }
#list-title { flex: 1; }
.pick { flex: none; margin-inline-end: -8px; padding: 0 12px; border: 0; color: var(--accent); }
.pick[aria-pressed=true] { border-radius: 22px; color: var(--on-accent); }
.picking .row.picked .thumb { outline: 4px solid var(--accent); outline-offset: -4px; }
.picking .row.picked::after { content: "✓"; position: absolute; top: 8px; right: 8px; width: 28px; height: 28px; line-height: 28px; text-align: center; border-radius: 50%; color: var(--on-accent); background: var(--accent); font-weight: 700; }
.care { display: grid; gap: 12px; margin-bottom: 14px; }
.care .ways .big { flex: 1 1 40%; }
.stars { display: flex; gap: 2px; }
.stars .big { padding: 0; border: 0; font-size: 1.5rem; color: var(--accent); background: none; }
.stars [aria-pressed=true] { background: none; color: var(--accent); text-decoration: underline; }
.dropping::after { content: ""; position: fixed; z-index: 20; inset: 8px; border: 4px dashed var(--accent); border-radius: 18px; pointer-events: none; }

/* Putting a pin */
.pinning #browse, .pinning #details, .pinning #server, .pinning #card { display: none !important; }
.pinning #marks { opacity: .6; }
#pin { position: absolute; left: 50%; top: 50%; width: 44px; height: 58px; margin: -58px 0 0 -22px; pointer-events: none; filter: drop-shadow(0 2px 3px #0007); }
#pin::before { content: ""; position: absolute; inset: 0; background: var(--accent); border: 3px solid var(--ring); border-radius: 50% 50% 50% 0; width: 38px; height: 38px; left: 3px; rotate: -45deg; box-sizing: border-box; top: 6px; }
#pin::after { content: ""; position: absolute; left: 17px; top: 20px; width: 10px; height: 10px; border-radius: 50%; background: var(--ring); }
#pin-panel { grid-row: 1 / -1; display: grid; align-content: start; gap: 12px; padding: 14px 16px; overflow-y: auto; }
#pin-panel > * { margin: 0; }
#pin-panel .job { display: flex; gap: 14px; align-items: center; }
#pin-panel .job .small { width: 88px; height: 88px; flex: none; }
#pin-panel h1 { font-size: 1.2rem; line-height: 1.25; outline: none; }
#pin-panel .ways .big { flex: 1 1 40%; }
.place { width: 64px; height: 64px; min-height: 0; padding: 0; overflow: hidden; }
.place .small { display: block; border-radius: 0; }
@media (max-width: 719px) and (orientation: portrait) {
  dialog.over { width: 100%; max-height: 94dvh; margin: auto 0 0; border-radius: 18px 18px 0 0; }
  body:not(.text) { grid-template-rows: minmax(0, 44fr) minmax(0, 56fr); }
  body:has(#details:not([hidden])) #server { display: none; }
}
@media print { #server, #note { display: none; } }

"""#

  /// The service worker.
  static let worker = #"""
'use strict';

// The service worker: it takes photos from the share sheet, and keeps the page that takes up photos for when there is no network. It
// keeps nothing that shows a photo.

const CACHE = 'catalog 7aQwsfNUo+it';
const KEPT = ['/add', '/serve.js', '/serve.css'];

addEventListener('install', event => {
  skipWaiting();
  event.waitUntil(caches.open(CACHE).then(cache => cache.addAll(KEPT)));
});

addEventListener('activate', event => {
  event.waitUntil(Promise.all([
    clients.claim(), caches.keys().then(names => Promise.all(names.filter(name => name !== CACHE).map(name => caches.delete(name)))),
  ]));
});

/** Keeps shared photos where the page finds them; see store.js, whose records these are. A form of another site comes here as the share sheet does: the page asks before it
 * sends them. */
async function takeShared(request) {
  const form = await request.formData(), files = form.getAll('photos').filter(file => file instanceof File && file.size > 0);
  const store = await new Promise((done, fail) => {
    const opening = indexedDB.open('catalog', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('uploads', { keyPath: 'key', autoIncrement: true });
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });
  const transaction = store.transaction('uploads', 'readwrite'), uploads = transaction.objectStore('uploads');
  for (const file of files) {
    uploads.add({
      name: file.name || 'photo.jpg', size: file.size, type: file.type, made: Date.now(), state: 'asked', tries: 0, notBefore: 0, reason: '', photo: null,
      isPlaced: false, isSeen: false, file,
    });
  }
  await new Promise((done, fail) => {
    transaction.oncomplete = done;
    transaction.onabort = transaction.onerror = () => fail(transaction.error);
  });
  store.close();
}

/** What is there without a network: one page, to which all others lead, and its files. */
async function withoutNetwork(isPage, pathname) {
  const kept = await caches.match(isPage ? '/add' : pathname);
  if (!kept) return Response.error();
  return isPage && pathname !== '/add' ? Response.redirect('/add', 302) : kept;
}

addEventListener('fetch', event => {
  const { request } = event, { pathname, origin } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === 'POST' && pathname === '/share') {
    event.respondWith(takeShared(request).then(() => Response.redirect('/add', 303), () => Response.redirect('/add', 303)));
  } else if (request.method === 'GET' && (request.mode === 'navigate' || KEPT.includes(pathname))) {
    // From the network where there is one, so that nobody sees an old page.
    event.respondWith(fetch(request).catch(() => withoutNetwork(request.mode === 'navigate', pathname)));
  }
});

"""#

  /// The picture on a phone's first screen.
  static let icon = #"""
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
<path fill="#b8430f" d="M0 0h512v512H0z"/>
<path fill="#fffdf9" d="M256 440C180 352 128 296 128 220V92l76 56a150 150 0 0 1 104 0l76-56v128c0 76-52 132-128 220Z"/>
<circle cx="208" cy="226" r="20" fill="#2a241d"/><circle cx="304" cy="226" r="20" fill="#2a241d"/>
<path fill="#b8430f" d="M236 272h40l-20 24Z"/>
</svg>

"""#
}
